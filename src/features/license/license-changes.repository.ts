import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { Terms } from '../../domain/licensing/terms';
import { PAYING_SIDE, type LockedLicense } from './activation.repository';
import { ProductEntity } from '../../database/entities/product.entity';
import { LicenseAddOnEntity, LicenseEntity } from '../../database/entities/license.entity';
import { insertRows, update } from '../../database/changes';
import { json } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** What a license is for, in words. */
export interface NamedTerms {
  readonly product: string;
  readonly addOns: readonly string[];
}

const p = table(ProductEntity, 'p');
const NAMED = select({
  product: p.name,
  addOns: json<string[]>(
    `(SELECT COALESCE(JSON_ARRAYAGG(a.name), '[]') FROM license_add_ons x JOIN add_ons a ON a.id = x.add_on_id WHERE x.license_id = l.id)`,
  ),
}).from('licenses l JOIN products p ON p.id = l.product_id');
const l = table(LicenseEntity, 'l');

/** What a license is for, as whoever pays for it changes it. */
export class LicenseChangesRepository {
  constructor(private readonly database: Queries) {}

  async named(scope: Scope, { pk }: LockedLicense): Promise<NamedTerms> {
    const row = await this.database.row(scope, sql`${NAMED} WHERE l.id = ${pk} AND ${PAYING_SIDE}`);
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
      update(l, { productId: terms.productId }, sql`WHERE l.id = ${pk} AND ${PAYING_SIDE}`),
    );
    await this.database.write(
      scope,
      sql`DELETE x FROM license_add_ons x JOIN licenses l ON l.id = x.license_id
          WHERE l.id = ${pk} AND ${PAYING_SIDE}`,
    );
    if (terms.addOnIds.length === 0) return;
    const rows = [...new Set(terms.addOnIds)].map((addOnId) => ({
      licenseId: sql`(SELECT l.id FROM licenses l WHERE l.id = ${pk} AND ${PAYING_SIDE})`,
      addOnId,
      accountId,
    }));
    await this.database.write(scope, insertRows(LicenseAddOnEntity, rows));
  }
}
