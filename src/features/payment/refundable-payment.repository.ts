import type { Refundable } from '../../domain/billing/refund';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import { unallocatedOf } from './unallocated';
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

/** What became credit of the invoices that a payment paid. */
const KEPT =
  '(SELECT CAST(SUM(i.credit_kept) AS SIGNED) FROM payment_allocations o JOIN invoices i ON i.id = o.invoice_id WHERE o.payment_id = y.id)';

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
  kept: orNull(minorUnits(KEPT)),
  unallocated: decimal(unallocatedOf('y')),
}).from('payments y');
const BY_BANK = select({
  accountId: y.accountId,
  amount: decimal(
    `SUM(LEAST(y.amount - y.refunded, ${unallocatedOf('y')} + COALESCE(${KEPT}, 0)))`,
  ),
}).from('payments y');

/** What payments of an account are refunded from. Minor units. */
interface Credit {
  readonly credit: bigint;
  readonly creditByBank: bigint;
}
const NO_CREDIT: Credit = { credit: 0n, creditByBank: 0n };

const toPayment = (row: RowOf<typeof SELECT_PAYMENT>, credit: Credit): LockedPayment => ({
  ...row,
  amount: BigInt(row.amount),
  refunded: BigInt(row.refunded),
  disputed: BigInt(row.disputed),
  ...credit,
  unallocated: BigInt(row.unallocated),
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
    const credit = await this.credit(scope, [row.accountId]);
    return toPayment(row, credit.get(row.accountId) ?? NO_CREDIT);
  }

  /** Payments with all that decides what of them can be given back; nothing is locked. */
  async refundables(scope: Scope, keys: readonly number[]): Promise<LockedPayment[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT_PAYMENT} WHERE y.id IN (${keys}) AND ${reachAccounts('y.account_id')}`,
    );
    const accounts = [...new Set(rows.map(({ accountId }) => accountId))];
    const credit = await this.credit(scope, accounts);
    return rows.map((row) => toPayment(row, credit.get(row.accountId) ?? NO_CREDIT));
  }

  private async credit(scope: Scope, accounts: readonly number[]): Promise<Map<number, Credit>> {
    const credit = await new AccountCreditRepository(this.database).available(scope, accounts);
    const rows = await this.database.rows(
      scope,
      sql`${BY_BANK} WHERE y.account_id IN (${accounts}) AND y.kind = 'BANK_TRANSFER' AND y.status = 'SUCCEEDED'
          AND ${reachAccounts('y.account_id')} GROUP BY y.account_id`,
    );
    const byBank = new Map(rows.map(({ accountId, amount }) => [accountId, BigInt(amount)]));
    return new Map(
      [...credit].map(([account, amount]) => [
        account,
        { credit: amount, creditByBank: byBank.get(account) ?? 0n },
      ]),
    );
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
