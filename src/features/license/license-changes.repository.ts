import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import { join, sql } from '../../database/sql';
import type { Terms } from '../../domain/licensing/terms';
import { PAYING_SIDE, type LockedLicense } from './activation.repository';

/** What a licence is for, in words. */
export interface NamedTerms {
  readonly product: string;
  readonly addOns: readonly string[];
}

/** What a licence is for, as whoever pays for it changes it. */
export class LicenseChangesRepository {
  constructor(private readonly database: Queries) {}

  async named(scope: Scope, { pk }: LockedLicense): Promise<NamedTerms> {
    const row = await this.database.row<{ product: string; addOns: string }>(
      scope,
      sql`SELECT p.name AS product, (SELECT COALESCE(JSON_ARRAYAGG(a.name), '[]') FROM license_add_ons x
            JOIN add_ons a ON a.id = x.add_on_id WHERE x.license_id = l.id) AS addOns
          FROM licenses l JOIN products p ON p.id = l.product_id WHERE l.id = ${pk} AND ${PAYING_SIDE}`,
    );
    if (row === null) throw new Error('The license is out of reach');
    // MySQL hands JSON over as it is, MariaDB as text.
    const addOns =
      typeof row.addOns === 'string' ? (JSON.parse(row.addOns) as string[]) : row.addOns;
    return { product: row.product, addOns: [...addOns].sort() };
  }

  async setTerms(scope: Scope, license: LockedLicense, terms: Terms): Promise<void> {
    const { pk, accountId } = license;
    await this.database.write(
      scope,
      sql`UPDATE licenses l SET l.product_id = ${terms.productId} WHERE l.id = ${pk} AND ${PAYING_SIDE}`,
    );
    await this.database.write(
      scope,
      sql`DELETE x FROM license_add_ons x JOIN licenses l ON l.id = x.license_id
          WHERE l.id = ${pk} AND ${PAYING_SIDE}`,
    );
    if (terms.addOnIds.length === 0) return;
    const rows = [...new Set(terms.addOnIds)].map(
      (addOn) =>
        sql`((SELECT l.id FROM licenses l WHERE l.id = ${pk} AND ${PAYING_SIDE}), ${addOn}, ${accountId})`,
    );
    await this.database.write(
      scope,
      sql`INSERT INTO license_add_ons (license_id, add_on_id, account_id) VALUES ${join(rows, ', ')}`,
    );
  }
}
