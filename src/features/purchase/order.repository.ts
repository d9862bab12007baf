import type { Actor } from '../../domain/people/actor';
import { ownedBy } from '../../domain/people/row-grants';
import { taxesOfLines } from '../../domain/purchasing/basket';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { money } from '../../graphql/money';
import { lineGrants } from './cart.repository';
import type { OrderLineRow, OrderRow } from './order.types';
import { OrderEntity, OrderLineEntity } from '../../database/entities/order.entity';
import { known } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

type StoredLine = RowOf<typeof LINES>;

const o = table(OrderEntity, 'o');

const SELECT = select({
  pk: o.id,
  accountId: o.accountId,
  number: known(o.number),
  ...pick(o, 'billing', 'currency', 'discount', 'subtotal'),
  taxRateInBasisPoints: o.taxRateBasisPoints,
  ...pick(o, 'tax', 'total', 'taxNote', 'invoiceId'),
  placedAt: known(o.placedAt),
}).from('orders o');
const OF_INVOICES = select({ pk: o.id, invoiceId: o.invoiceId }).from('orders o');
const OWN = reachAccounts('o.account_id');
/** What is not placed is nobody's to see: it may come to nothing (R27). */
const PLACED = raw("o.status = 'PLACED'");

function toRow(actor: Actor, row: Stored): OrderRow {
  const { currency } = row;
  return {
    __typename: 'Order',
    pk: row.pk,
    accountId: row.accountId,
    number: row.number,
    billing: row.billing,
    currency,
    discount: money(row.discount, currency),
    subtotal: money(row.subtotal, currency),
    taxRateInBasisPoints: row.taxRateInBasisPoints,
    tax: money(row.tax, currency),
    total: money(row.total, currency),
    taxNote: row.taxNote,
    invoiceId: row.invoiceId,
    placedAt: row.placedAt,
    grants: ownedBy(actor, row.accountId),
  };
}

const n = table(OrderLineEntity, 'n');
const LINES = select(
  pick(
    n,
    'orderId',
    'position',
    'kind',
    'lineUse',
    'quantity',
    'productId',
    'supportProductId',
    'licenseId',
    'addOns',
    'description',
    'explanation',
    'listPrice',
    'discount',
    'discountReason',
    'amount',
  ),
).from('order_lines n');

/** Orders that were placed. */
export class OrderRepository {
  private readonly ofAccount: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    this.ofAccount = new ListQuery(database, {
      select: SELECT,
      from: 'orders o',
      parent: 'o.account_id',
      reach: OWN,
    });
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<OrderRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE o.id IN (${keys}) AND ${PLACED} AND ${OWN}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Which orders invoices are for. */
  ofInvoices(
    scope: Scope,
    invoices: readonly number[],
  ): Promise<{ readonly pk: number; readonly invoiceId: number | null }[]> {
    return this.database.rows(
      scope,
      sql`${OF_INVOICES} WHERE o.invoice_id IN (${invoices}) AND ${PLACED} AND ${OWN}`,
    );
  }

  async rows(
    scope: Scope,
    accounts: readonly number[],
    _filter: null,
    order: Order,
    request: PageRequest,
  ): Promise<OrderRow[]> {
    const rows = await this.ofAccount.rows(scope, accounts, order, request, PLACED);
    return rows.map((row) => toRow(scope.actor, row));
  }

  counts(scope: Scope, accounts: readonly number[], _filter: null): Promise<Map<number, number>> {
    return this.ofAccount.counts(scope, accounts, PLACED);
  }

  /** The last order of an account since then, or null. */
  async latest(scope: Scope, accountId: number, since: Date): Promise<OrderRow | null> {
    const row = await this.database.row(
      scope,
      sql`${SELECT} WHERE o.account_id = ${accountId} AND o.placed_at >= ${since} AND ${PLACED} AND ${OWN}
          ORDER BY o.placed_at DESC, o.id DESC ${raw('LIMIT 1')}`,
    );
    return row && toRow(scope.actor, row);
  }

  /** Lines of orders that were read before, in order, by the order's key. */
  async lines(
    scope: Scope,
    orders: readonly OrderRow[],
  ): Promise<ReadonlyMap<number, readonly OrderLineRow[]>> {
    const rows = await this.database.rows(
      scope,
      sql`${LINES} WHERE n.order_id IN (${orders.map(({ pk }) => pk)}) AND ${reachAccounts('n.account_id')}
          ORDER BY n.order_id, n.position`,
    );
    return new Map(
      orders.map((order) => [
        order.pk,
        linesOf(
          scope.actor,
          order,
          rows.filter(({ orderId }) => orderId === order.pk),
        ),
      ]),
    );
  }
}

function linesOf(actor: Actor, order: OrderRow, rows: readonly StoredLine[]): OrderLineRow[] {
  const { accountId, currency, taxRateInBasisPoints: rateInBasisPoints } = order;
  const amounts = rows.map(({ amount }) => ({ amount: BigInt(amount) }));
  const taxes = taxesOfLines(amounts, { rateInBasisPoints });
  return rows.map((row, at) => ({
    orderId: row.orderId,
    position: row.position,
    kind: row.kind,
    use: row.lineUse,
    quantity: row.quantity,
    productId: row.productId,
    supportProductId: row.supportProductId,
    licenseId: row.licenseId,
    addOnIds: row.addOns === '' ? [] : row.addOns.split(',').map(Number),
    price: {
      description: row.description,
      explanation: row.explanation,
      discountReason: row.discountReason,
      listPrice: money(row.listPrice, currency),
      discount: money(row.discount, currency),
      amount: money(row.amount, currency),
      tax: money(taxes[at] ?? 0n, currency),
    },
    grants: lineGrants(actor, accountId, row.lineUse),
  }));
}
