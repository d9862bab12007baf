import type { LineUse } from '../../domain/purchasing/order-line';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import type { ListReader } from '../../graphql/lists';
import type { LicenseRepository } from '../license/license.repository';
import type { LicenseRow } from '../license/license.types';
import { OrderedLicenseEntity } from '../../database/entities/order.entity';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

/** A license beneath the order that made it. */
export type OrderedLicenseRow = LicenseRow & { readonly orderId: number };
/** For whom the licenses were bought that somebody may see (R26). */
export type SeenUses = readonly LineUse[];

const FROM = 'ordered_licenses x JOIN licenses l ON l.id = x.license_id';

const seen = (uses: SeenUses): Statement<false> => {
  const origins = uses.map((use) => (use === 'RESOLD' ? 'RESOLD' : 'PURCHASED'));
  return sql`l.origin IN (${origins})`;
};

const x = table(OrderedLicenseEntity, 'x');
const TIES = select({ pk: x.licenseId, orderId: x.orderId }).from(FROM);
const ORDERS_OF = select(pick(x, 'licenseId', 'orderId')).from('ordered_licenses x');

/** Which orders made which licenses. */
export class OrderLicenseRepository implements ListReader<OrderedLicenseRow, SeenUses> {
  private readonly ofOrder: ListQuery<RowOf<typeof TIES>>;

  constructor(
    private readonly database: Queries,
    private readonly licenses: LicenseRepository,
  ) {
    this.ofOrder = new ListQuery(database, {
      select: TIES,
      from: FROM,
      parent: 'x.order_id',
      reach: reachAccounts('x.account_id'),
    });
  }

  /** The orders that made these licenses. */
  ordersOf(
    scope: Scope,
    licenses: readonly number[],
  ): Promise<{ readonly licenseId: number; readonly orderId: number }[]> {
    return this.database.rows(
      scope,
      sql`${ORDERS_OF} WHERE x.license_id IN (${licenses}) AND ${reachAccounts('x.account_id')}`,
    );
  }

  async rows(
    scope: Scope,
    orders: readonly number[],
    uses: SeenUses,
    order: Order,
    request: PageRequest,
  ): Promise<OrderedLicenseRow[]> {
    if (uses.length === 0) return [];
    const ties = await this.ofOrder.rows(scope, orders, order, request, seen(uses));
    if (ties.length === 0) return [];
    const keys = ties.map(({ pk }) => pk);
    const rows = await this.licenses.byKeys(scope, keys);
    const byKey = new Map(rows.map((row) => [row.pk, row]));
    return ties.flatMap(({ pk, orderId }) => {
      const row = byKey.get(pk);
      return row === undefined ? [] : [{ ...row, orderId }];
    });
  }

  counts(scope: Scope, orders: readonly number[], uses: SeenUses): Promise<Map<number, number>> {
    return uses.length === 0
      ? Promise.resolve(new Map<number, number>())
      : this.ofOrder.counts(scope, orders, seen(uses));
  }
}
