import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import { join, sql } from '../../database/sql';
import type { Terms } from '../../domain/licensing/terms';
import { PAYING_SIDE, type LockedLicense } from './locked-license.repository';
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
const l = table(LicenseEntity, 'l');
const NAMED = select({
  pk: l.id,
  product: p.name,
  addOns: json<string[]>(
    `(SELECT COALESCE(JSON_ARRAYAGG(a.name), '[]') FROM license_add_ons x JOIN add_ons a ON a.id = x.add_on_id WHERE x.license_id = l.id)`,
  ),
}).from('licenses l JOIN products p ON p.id = l.product_id');

/** What a license is for, as whoever pays for it changes it. */
export class LicenseChangesRepository {
  constructor(private readonly database: Queries) {}

  /** By the keys of the licenses, in one statement. @throws when one is out of reach. */
  async named(
    scope: Scope,
    licenses: readonly Pick<LockedLicense, 'pk'>[],
  ): Promise<Map<number, NamedTerms>> {
    const keys = licenses.map(({ pk }) => pk);
    const rows = await this.database.rows(
      scope,
      sql`${NAMED} WHERE l.id IN (${keys}) AND ${PAYING_SIDE}`,
    );
    if (rows.length !== new Set(keys).size) throw new Error('The license is out of reach');
    return new Map(
      rows.map((row) => {
        // MySQL hands JSON over as it is, MariaDB as text.
        const addOns =
          typeof row.addOns === 'string' ? (JSON.parse(row.addOns) as string[]) : row.addOns;
        return [row.pk, { product: row.product, addOns: [...addOns].sort() }];
      }),
    );
  }

  /** Three statements, however many licenses. */
  async setTerms(
    scope: Scope,
    changes: readonly { readonly license: LockedLicense; readonly terms: Terms }[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const keys = changes.map(({ license }) => license.pk);
    const products = join(
      changes.map(({ license, terms }) => sql`WHEN ${license.pk} THEN ${terms.productId}`),
      ' ',
    );
    await this.database.write(
      scope,
      update(
        l,
        { productId: sql`CASE l.id ${products} END` },
        sql`WHERE l.id IN (${keys}) AND ${PAYING_SIDE}`,
      ),
    );
    await this.database.write(
      scope,
      sql`DELETE x FROM license_add_ons x JOIN licenses l ON l.id = x.license_id
          WHERE l.id IN (${keys}) AND ${PAYING_SIDE}`,
    );
    const rows = changes.flatMap(({ license: { pk, accountId }, terms }) =>
      [...new Set(terms.addOnIds)].map((addOnId) => ({
        licenseId: sql`(SELECT l.id FROM licenses l WHERE l.id = ${pk} AND ${PAYING_SIDE})`,
        addOnId,
        accountId,
      })),
    );
    if (rows.length > 0) await this.database.write(scope, insertRows(LicenseAddOnEntity, rows));
  }
}
