import type { DataSource } from 'typeorm';

/** Null when the database answers and has every migration; otherwise what is wrong. */
export async function notReady(dataSource: DataSource): Promise<string | null> {
  try {
    const rows: { applied: number }[] = await dataSource.query(
      'SELECT COUNT(*) AS applied FROM migrations',
    );
    const applied = rows[0]?.applied ?? 0;
    const known = dataSource.migrations.length;
    return applied === known ? null : `${applied} of ${known} migrations applied`;
  } catch {
    return 'the database does not answer';
  }
}
