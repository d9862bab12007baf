import type { Refundable } from '../../domain/billing/refund';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import { PaymentEntity } from '../../database/entities/payment.entity';
import { update } from '../../database/changes';
import { decimal, flag, minorUnits, orNull, text } from '../../database/computed';
import { type RowOf, pick, select } from '../../database/select';
import { table } from '../../database/table';

/** A payment, locked, with all that decides what of it can be given back. */
export interface LockedPayment extends Refundable {
  readonly pk: number;
  readonly accountId: number;
  readonly currency: Currency;
  readonly gateway: string | null;
  readonly charge: string | null;
  readonly chargeReference: string | null;
  /** `Visa ending in 4242`; null when it was no card. */
  readonly card: string | null;
}

const y = table(PaymentEntity, 'y');

const SELECT_PAYMENT = select({
  pk: y.id,
  ...pick(
    y,
    'accountId',
    'kind',
    'status',
    'currency',
    'amount',
    'refunded',
    'gateway',
    'charge',
    'chargeReference',
  ),
  card: orNull(
    text(
      `(SELECT CONCAT(d.brand, ' ending in ', d.last4) FROM payment_methods d WHERE d.id = y.payment_method_id)`,
    ),
  ),
  disputed: decimal(
    'COALESCE((SELECT SUM(p.held) FROM disputes p WHERE p.account_id = y.account_id AND p.payment_id = y.id), 0)',
  ),
  refundPending: flag(
    `EXISTS (SELECT 1 FROM refunds f WHERE f.account_id = y.account_id AND f.payment_id = y.id AND f.status = 'PENDING')`,
  ),
  kept: orNull(
    minorUnits(
      '(SELECT CAST(SUM(i.credit_kept) AS SIGNED) FROM payment_allocations o JOIN invoices i ON i.id = o.invoice_id WHERE o.payment_id = y.id)',
    ),
  ),
}).from('payments y');

const toPayment = (row: RowOf<typeof SELECT_PAYMENT>, credit: bigint): LockedPayment => ({
  ...row,
  amount: BigInt(row.amount),
  refunded: BigInt(row.refunded),
  disputed: BigInt(row.disputed),
  credit,
  kept: BigInt(row.kept ?? 0),
  refundPending: row.refundPending === 1,
});

/** Payments, as what of them can be given back. */
export class RefundablePaymentRepository {
  constructor(private readonly database: Queries) {}

  /** The payment, locked until the transaction ends. @throws when it is out of reach. */
  async lockPayment(scope: Scope, key: number): Promise<LockedPayment> {
    const row = await this.database.row(
      scope,
      sql`${SELECT_PAYMENT} WHERE y.id = ${key} AND ${reachAccounts('y.account_id')} FOR UPDATE`,
    );
    if (row === null) throw new Error('The payment is out of reach');
    return toPayment(
      row,
      await new AccountCreditRepository(this.database).of(scope, row.accountId),
    );
  }

  /** Payments with all that decides what of them can be given back; nothing is locked. */
  async refundables(scope: Scope, keys: readonly number[]): Promise<LockedPayment[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT_PAYMENT} WHERE y.id IN (${keys}) AND ${reachAccounts('y.account_id')}`,
    );
    const accounts = [...new Set(rows.map(({ accountId }) => accountId))];
    const credit = await new AccountCreditRepository(this.database).available(scope, accounts);
    return rows.map((row) => toPayment(row, credit.get(row.accountId) ?? 0n));
  }

  /** Notes on the payment what of it was given back. */
  async refunded(scope: Scope, payment: number, amount: bigint): Promise<void> {
    await this.database.write(
      scope,
      update(
        y,
        { refunded: sql`y.refunded + ${amount}` },
        sql`WHERE y.id = ${payment} AND ${reachAccounts('y.account_id')}`,
      ),
    );
  }
}
