import { randomBytes } from 'node:crypto';
import type { Month } from '../../domain/billing/calendar';
import type { InvoiceParty } from '../../domain/billing/invoice-party';
import type { Currency } from '../../domain/billing/money';
import type { BillingChoice, OrderStatus } from '../../domain/purchasing/order';
import type { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import type { Transaction } from '../../database/database';
import { drawNumbers } from '../../database/number-counters';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import type { NamedCustomer } from '../customer/named-customer';
import {
  OrderEntity,
  OrderLineEntity,
  OrderedLicenseEntity,
} from '../../database/entities/order.entity';
import { CustomerEntity } from '../../database/entities/customer.entity';
import { LicenseEntity } from '../../database/entities/license.entity';
import { insertInto, update } from '../../database/changes';
import { flag } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

/** An order as it is fulfilled, locked. Amounts in minor units. */
export interface LockedOrder {
  readonly pk: number;
  readonly accountId: number;
  readonly status: OrderStatus;
  readonly billing: BillingChoice;
  readonly currency: Currency;
  readonly subtotal: bigint;
  readonly taxRateBasisPoints: number;
  readonly tax: bigint;
  readonly total: bigint;
  readonly taxNote: string | null;
  readonly tokenId: number | null;
  readonly spentMonth: Month | null;
  readonly buyer: InvoiceParty;
  readonly createdAt: Date;
}

/** A line as it is fulfilled. */
export interface OrderLineRow {
  readonly pk: number;
  readonly kind: OrderKind;
  readonly use: LineUse;
  /** What is bought, or what the license is for that something is bought for; null for support. */
  readonly productId: number | null;
  readonly licenseId: number | null;
  readonly addOnIds: readonly number[];
  readonly description: string;
  readonly explanation: string;
  readonly quantity: number;
  readonly amount: bigint;
  readonly cartLineId: number | null;
  /** To whom its licenses go once they are bought (R38). */
  readonly assignTo: NamedCustomer | null;
}

const o = table(OrderEntity, 'o');
const LOCK = select({
  pk: o.id,
  ...pick(
    o,
    'accountId',
    'status',
    'billing',
    'currency',
    'subtotal',
    'taxRateBasisPoints',
    'tax',
    'total',
    'taxNote',
    'tokenId',
    'spentMonth',
    'billedName',
    'billedAddress',
    'billedCountry',
    'billedVatNumber',
    'createdAt',
  ),
}).from('orders o');
const n = table(OrderLineEntity, 'n');
const k = outerTable(CustomerEntity, 'k');
const LINES = select({
  pk: n.id,
  kind: n.kind,
  use: n.lineUse,
  ...pick(
    n,
    'productId',
    'licenseId',
    'addOns',
    'description',
    'explanation',
    'quantity',
    'amount',
    'cartLineId',
    'assignEmail',
    'assignName',
    'assignCountry',
  ),
  customerKey: k.id,
  customerAccountId: k.customerAccountId,
}).from(
  'order_lines n LEFT JOIN customers k ON k.account_id = n.account_id AND k.id = n.assign_customer_id',
);
const USES = select({ use: n.lineUse }, 'DISTINCT').from('order_lines n');
const l = table(LicenseEntity, 'l');
const BOUGHT = select({
  pk: l.id,
  position: n.position,
  inStock: flag('n.assign_email IS NOT NULL AND l.customer_account_id IS NULL'),
}).from('order_lines n JOIN licenses l ON l.account_id = n.account_id AND l.id = n.license_id');

function assignedTo({
  assignEmail: email,
  assignName: name,
  assignCountry: country,
  customerKey: pk,
  customerAccountId,
}: Pick<
  RowOf<typeof LINES>,
  'assignEmail' | 'assignName' | 'assignCountry' | 'customerKey' | 'customerAccountId'
>): NamedCustomer | null {
  if (email === null) return null;
  const customer = pk === null || customerAccountId === null ? null : { pk, customerAccountId };
  return { email, name, country, customer };
}

/** What becomes of orders that were written down. The account is locked by whoever calls. */
export class OrderWritesRepository {
  constructor(private readonly tx: Transaction) {}

  /** @throws when it is out of reach. */
  async lock(scope: Scope, key: number): Promise<LockedOrder> {
    const row = await this.tx.row(
      scope,
      sql`${LOCK} WHERE o.id = ${key} AND ${reachAccounts('o.account_id')} FOR UPDATE`,
    );
    if (row === null) throw new Error('The order is out of reach');
    return {
      ...row,
      buyer: {
        name: row.billedName,
        address: row.billedAddress,
        country: row.billedCountry,
        vatNumber: row.billedVatNumber,
      },
      subtotal: BigInt(row.subtotal),
      tax: BigInt(row.tax),
      total: BigInt(row.total),
    };
  }

  async lines(scope: Scope, order: number): Promise<OrderLineRow[]> {
    const rows = await this.tx.rows(
      scope,
      sql`${LINES} WHERE n.order_id = ${order} AND ${reachAccounts('n.account_id')}
          ORDER BY n.position`,
    );
    return rows.map(({ addOns, amount, ...row }) => ({
      ...row,
      assignTo: assignedTo(row),
      addOnIds: addOns === '' ? [] : addOns.split(',').map(Number),
      amount: BigInt(amount),
    }));
  }

  /** For whom its lines are bought. */
  async uses(scope: Scope, order: number): Promise<LineUse[]> {
    const rows = await this.tx.rows(
      scope,
      sql`${USES} WHERE n.order_id = ${order} AND ${reachAccounts('n.account_id')}`,
    );
    return rows.map(({ use }) => use);
  }

  /** Ties an order to licenses that a line of it made. */
  async tie(scope: Scope, line: number, licenses: readonly number[]): Promise<void> {
    await this.tx.write(
      scope,
      insertInto(
        OrderedLicenseEntity,
        { licenseId: l.id, orderId: n.orderId, accountId: n.accountId },
        sql`FROM order_lines n
          JOIN licenses l ON l.account_id = n.account_id AND l.id IN (${licenses})
          WHERE n.id = ${line} AND ${reachAccounts('n.account_id')}`,
      ),
    );
  }

  /** Ties a line to the license that it made. */
  async made(scope: Scope, line: number, license: number): Promise<void> {
    await this.tx.write(
      scope,
      update(
        n,
        { licenseId: license },
        sql`WHERE n.id = ${line} AND ${reachAccounts('n.account_id')}`,
      ),
    );
  }

  /**
   * The first new license of each line that made any, and whether it lies in stock though somebody was named to whom
   * it goes.
   */
  bought(
    scope: Scope,
    order: number,
  ): Promise<{ pk: number; position: number; inStock: number }[]> {
    return this.tx.rows(
      scope,
      sql`${BOUGHT} WHERE n.order_id = ${order} AND n.kind = 'NEW' AND ${reachAccounts('n.account_id')}
          ORDER BY n.position`,
    );
  }

  /**
   * Gives it its number, which nothing that is not placed uses up (R27): like that of an invoice it is drawn last,
   * for everybody who orders wants the row of the counter.
   * @param dryRun No number is drawn then. @throws when it is not pending.
   */
  async place(
    scope: Scope,
    key: number,
    invoiceId: number,
    now: Date,
    dryRun: boolean,
  ): Promise<void> {
    const number = dryRun
      ? `DRY-RUN-${randomBytes(4).toString('hex')}`
      : `O-${await drawNumbers(this.tx, scope, 'ORDER')}`;
    await this.settle(
      scope,
      key,
      sql`o.status = 'PLACED', o.number = ${number}, o.invoice_id = ${invoiceId}, o.placed_at = ${now}`,
    );
  }

  /** Nothing came of it. @throws when it is not pending. */
  fail(scope: Scope, key: number): Promise<void> {
    return this.settle(scope, key, sql`o.status = 'FAILED'`);
  }

  private async settle(scope: Scope, key: number, change: Statement<false>): Promise<void> {
    const found = await this.tx.write(
      scope,
      sql`UPDATE orders o SET ${change}
          WHERE o.id = ${key} AND o.status = 'PENDING' AND ${reachAccounts('o.account_id')}`,
    );
    if (found !== 1) throw new Error('The order changed while it was locked');
  }
}
