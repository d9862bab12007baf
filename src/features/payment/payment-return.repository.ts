import type { CreditShare, PaidShare } from '../../domain/billing/money-back';
import type { Queries } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { LockedPayment } from './refundable-payment.repository';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import {
  PaymentAllocationEntity,
  PaymentReturnEntity,
} from '../../database/entities/payment.entity';
import { insertRows } from '../../database/changes';
import { decimal, integer, minorUnits } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** Why money of a payment goes back. */
export type ReturnCause =
  | { readonly refundId: number }
  | { readonly disputeId: number }
  /** Its record was a mistake. */
  | { readonly reversed: true };

/** What went back from an invoice, or from what was for none. Minor units; below zero what came again. */
export interface ReturnedShare {
  readonly cause: ReturnCause;
  readonly invoiceId: number | null;
  /** Whether it was more than the payment had brought, and so took from nobody but the vendor. */
  readonly ours: boolean;
  readonly amount: bigint;
}

/** What a payment paid of an invoice, with what of the invoice's payments became credit. */
export type PaymentShare = PaidShare & { readonly kept: bigint };

const keysOf = (cause: ReturnCause): { refundId: number | null; disputeId: number | null } => ({
  refundId: 'refundId' in cause ? cause.refundId : null,
  disputeId: 'disputeId' in cause ? cause.disputeId : null,
});

const i = table(InvoiceEntity, 'i');
const o = table(PaymentAllocationEntity, 'o');
const SHARES = select({
  paymentId: o.paymentId,
  invoiceId: i.id,
  paid: i.paid,
  kept: i.creditKept,
  overpaid: minorUnits('GREATEST(i.paid + i.credited - i.total, 0)'),
  left: decimal(
    'GREATEST(o.amount - COALESCE((SELECT SUM(r.amount) FROM payment_returns r WHERE r.account_id = o.account_id AND r.payment_id = o.payment_id AND r.invoice_id = o.invoice_id), 0), 0)',
  ),
}).from('payment_allocations o JOIN invoices i ON i.id = o.invoice_id');
const UNALLOCATED = select({
  allocated: decimal(
    'COALESCE((SELECT SUM(o.amount) FROM payment_allocations o WHERE o.payment_id = y.id), 0)',
  ),
  returned: decimal(
    'COALESCE((SELECT SUM(r.amount) FROM payment_returns r WHERE r.payment_id = y.id AND r.invoice_id IS NULL AND r.ours = 0), 0)',
  ),
}).from('payments y');
const LEFT = select({ returned: minorUnits('CAST(COALESCE(SUM(r.amount), 0) AS SIGNED)') }).from(
  'payment_returns r',
);
const FROM_CREDIT = select({
  accountId: integer('s.account_id'),
  invoiceId: integer('s.invoiceId'),
  amount: minorUnits('s.amount'),
}).fromLike('(SELECT account_id, id AS invoiceId, paid AS amount FROM invoices) s');
const r = table(PaymentReturnEntity, 'r');
const TAKEN = select({
  ...pick(r, 'refundId', 'disputeId', 'invoiceId', 'ours'),
  amount: decimal('SUM(r.amount)'),
}).from('payment_returns r');

/** From which invoices money of payments went back. The account is locked by whoever calls. */
export class PaymentReturnRepository {
  constructor(private readonly database: Queries) {}

  /** What the payment paid of its invoices and what of that has not gone back, in the order of their keys. */
  async shares(scope: Scope, payment: number): Promise<readonly PaymentShare[]> {
    return (await this.sharesOf(scope, [payment])).get(payment) ?? [];
  }

  /** The same of several payments. */
  async sharesOf(
    scope: Scope,
    payments: readonly number[],
  ): Promise<Map<number, readonly PaymentShare[]>> {
    const rows = await this.database.rows(
      scope,
      sql`${SHARES} WHERE o.payment_id IN (${payments}) AND ${reachAccounts('o.account_id')} ORDER BY i.id`,
    );
    const shares = rows.map(({ paymentId, invoiceId, left, paid, overpaid, kept }) => ({
      paymentId,
      invoiceId,
      left: BigInt(left),
      paid: BigInt(paid),
      overpaid: BigInt(overpaid),
      kept: BigInt(kept),
    }));
    return new Map(
      payments.map((one) => [one, shares.filter(({ paymentId }) => paymentId === one)]),
    );
  }

  /** What is left of the payment that was for no invoice. */
  async unallocated(
    scope: Scope,
    { pk, amount }: Pick<LockedPayment, 'pk' | 'amount'>,
  ): Promise<bigint> {
    const row = await this.database.row(
      scope,
      sql`${UNALLOCATED} WHERE y.id = ${pk} AND ${reachAccounts('y.account_id')}`,
    );
    const left = row === null ? 0n : amount - BigInt(row.allocated) - BigInt(row.returned);
    return left > 0n ? left : 0n;
  }

  /** What the payment brought, less what of that went back. */
  async left(scope: Scope, { pk, amount }: Pick<LockedPayment, 'pk' | 'amount'>): Promise<bigint> {
    const row = await this.database.row(
      scope,
      sql`${LEFT} WHERE r.payment_id = ${pk} AND r.ours = 0 AND ${reachAccounts('r.account_id')}`,
    );
    return amount - BigInt(row?.returned ?? 0);
  }

  /** What invoices of the account were paid out of its credit and hold still, the newest first. */
  async paidFromCredit(
    scope: Scope,
    { accountId }: Pick<LockedPayment, 'accountId'>,
  ): Promise<readonly CreditShare[]> {
    return (await this.paidFromCreditOf(scope, [accountId])).get(accountId) ?? [];
  }

  /** The same of several accounts. */
  async paidFromCreditOf(
    scope: Scope,
    accounts: readonly number[],
  ): Promise<Map<number, readonly CreditShare[]>> {
    const rows = await this.database.rows(
      scope,
      sql`${FROM_CREDIT} FROM (
            SELECT i.id AS invoiceId, i.account_id, CAST(LEAST(i.paid, i.credit_applied - COALESCE((
              SELECT SUM(r.amount) FROM payment_returns r
              WHERE r.account_id = i.account_id AND r.invoice_id = i.id AND NOT EXISTS (
                SELECT 1 FROM payment_allocations o
                WHERE o.account_id = r.account_id AND o.payment_id = r.payment_id AND o.invoice_id = r.invoice_id)
            ), 0)) AS SIGNED) AS amount
            FROM invoices i WHERE i.account_id IN (${accounts}) AND i.credit_applied > 0 AND i.paid > 0
          ) s WHERE s.amount > 0 AND ${reachAccounts('s.account_id')} ORDER BY s.invoiceId DESC`,
    );
    const shares = rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
    return new Map(
      accounts.map((one) => [one, shares.filter(({ accountId }) => accountId === one)]),
    );
  }

  /** What of a payment was taken from where, by whatever, and has not come again. */
  async taken(scope: Scope, { pk }: Pick<LockedPayment, 'pk'>): Promise<ReturnedShare[]> {
    const rows = await this.database.rows(
      scope,
      sql`${TAKEN} WHERE r.payment_id = ${pk} AND ${reachAccounts('r.account_id')}
          GROUP BY r.refund_id, r.dispute_id, r.invoice_id, r.ours HAVING SUM(r.amount) > 0
          ORDER BY r.invoice_id, r.refund_id, r.dispute_id`,
    );
    return rows.map(({ refundId, disputeId, invoiceId, ours, amount }) => ({
      cause: refundId === null ? { disputeId: disputeId ?? 0 } : { refundId },
      invoiceId,
      ours: ours === 1,
      amount: BigInt(amount),
    }));
  }

  async add(
    scope: Scope,
    { pk, accountId }: Pick<LockedPayment, 'pk' | 'accountId'>,
    returned: readonly ReturnedShare[],
    now: Date,
  ): Promise<void> {
    const rows = returned
      .filter(({ amount }) => amount !== 0n)
      .map(({ cause, invoiceId, ours, amount }) => {
        const { refundId, disputeId } = keysOf(cause);
        return {
          accountId: sql`IF(${reachAccountKey(accountId)}, ${accountId}, NULL)`,
          paymentId: pk,
          invoiceId,
          refundId,
          disputeId,
          ours,
          amount,
          createdAt: now,
        };
      });
    if (rows.length === 0) return;
    await this.database.write(scope, insertRows(PaymentReturnEntity, rows));
  }
}
