import type { DataSource } from 'typeorm';

/** What a database says of the installation that uses it. */
export interface Installation {
  readonly administrators: number;
  readonly products: number;
  /** The newest license key, sealed; null when there is none. */
  readonly sealedKey: Buffer | null;
  /** The server's time, in milliseconds. */
  readonly time: number;
}

/** Asks a migrated database what `keyhold check` tells of it. */
export async function installationOf(dataSource: DataSource): Promise<Installation> {
  const [row] = await dataSource.query<
    [Omit<Installation, 'time'> & { readonly time: number | string }]
  >(
    `SELECT (SELECT COUNT(*) FROM users WHERE staff_role = 'ADMIN') AS administrators,
            (SELECT COUNT(*) FROM products) AS products,
            (SELECT key_sealed FROM licenses ORDER BY id DESC LIMIT 1) AS sealedKey,
            CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS UNSIGNED) AS time`,
  );
  return { ...row, time: Number(row.time) };
}
