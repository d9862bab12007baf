import type { CreditShare, PaidShare } from '../../domain/billing/money-back';
import type { Queries } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, sql } from '../../database/sql';
import type { StoredMinor } from '../../graphql/money';
import type { LockedPayment } from './refund.repository';

/** Why money of a payment goes back. */
export type ReturnCause = { readonly refundId: number } | { readonly disputeId: number };

/** What went back from an invoice, or from what was for none. Minor units; below zero what came again. */
export interface ReturnedShare {
  readonly cause: ReturnCause;
  readonly invoiceId: number | null;
  /** Whether it was more than the payment had brought, and so took from nobody but the vendor. */
  readonly ours: boolean;
  readonly amount: bigint;
}

const keysOf = (cause: ReturnCause): { refundId: number | null; disputeId: number | null } => ({
  refundId: 'refundId' in cause ? cause.refundId : null,
  disputeId: 'disputeId' in cause ? cause.disputeId : null,
});

/** From which invoices money of payments went back. The account is locked by whoever calls. */
export class PaymentReturnRepository {
  constructor(private readonly database: Queries) {}

  /** What the payment paid of its invoices and what of that has not gone back, in the order of their keys. */
  async shares(scope: Scope, payment: number): Promise<(PaidShare & { readonly kept: bigint })[]> {
    const rows = await this.database.rows<
      { invoiceId: number } & Record<'left' | 'paid' | 'overpaid' | 'kept', StoredMinor>
    >(
      scope,
      sql`SELECT i.id AS invoiceId, i.paid, i.credit_kept AS kept, GREATEST(i.paid + i.credited - i.total, 0) AS overpaid,
            GREATEST(o.amount - COALESCE((SELECT SUM(r.amount) FROM payment_returns r
              WHERE r.account_id = o.account_id AND r.payment_id = o.payment_id AND r.invoice_id = o.invoice_id), 0), 0) AS \`left\`
          FROM payment_allocations o JOIN invoices i ON i.id = o.invoice_id
          WHERE o.payment_id = ${payment} AND ${reachAccounts('o.account_id')} ORDER BY i.id`,
    );
    return rows.map(({ invoiceId, left, paid, overpaid, kept }) => ({
      invoiceId,
      left: BigInt(left),
      paid: BigInt(paid),
      overpaid: BigInt(overpaid),
      kept: BigInt(kept),
    }));
  }

  /** What is left of the payment that was for no invoice. */
  async unallocated(
    scope: Scope,
    { pk, amount }: Pick<LockedPayment, 'pk' | 'amount'>,
  ): Promise<bigint> {
    const row = await this.database.row<Record<'allocated' | 'returned', StoredMinor>>(
      scope,
      sql`SELECT COALESCE((SELECT SUM(o.amount) FROM payment_allocations o WHERE o.payment_id = y.id), 0) AS allocated,
            COALESCE((SELECT SUM(r.amount) FROM payment_returns r
                      WHERE r.payment_id = y.id AND r.invoice_id IS NULL AND r.ours = 0), 0) AS returned
          FROM payments y WHERE y.id = ${pk} AND ${reachAccounts('y.account_id')}`,
    );
    const left = row === null ? 0n : amount - BigInt(row.allocated) - BigInt(row.returned);
    return left > 0n ? left : 0n;
  }

  /** What the payment brought, less what of that went back. */
  async left(scope: Scope, { pk, amount }: Pick<LockedPayment, 'pk' | 'amount'>): Promise<bigint> {
    const row = await this.database.row<{ returned: StoredMinor }>(
      scope,
      sql`SELECT CAST(COALESCE(SUM(r.amount), 0) AS SIGNED) AS returned FROM payment_returns r
          WHERE r.payment_id = ${pk} AND r.ours = 0 AND ${reachAccounts('r.account_id')}`,
    );
    return amount - BigInt(row?.returned ?? 0);
  }

  /** What invoices of the account were paid out of its credit and hold still, the newest first. */
  async paidFromCredit(
    scope: Scope,
    { accountId }: Pick<LockedPayment, 'accountId'>,
  ): Promise<CreditShare[]> {
    const rows = await this.database.rows<{ invoiceId: number; amount: StoredMinor }>(
      scope,
      sql`SELECT s.invoiceId, s.amount FROM (
            SELECT i.id AS invoiceId, i.account_id, CAST(LEAST(i.paid, i.credit_applied - COALESCE((
              SELECT SUM(r.amount) FROM payment_returns r
              WHERE r.account_id = i.account_id AND r.invoice_id = i.id AND NOT EXISTS (
                SELECT 1 FROM payment_allocations o
                WHERE o.account_id = r.account_id AND o.payment_id = r.payment_id AND o.invoice_id = r.invoice_id)
            ), 0)) AS SIGNED) AS amount
            FROM invoices i WHERE i.account_id = ${accountId} AND i.credit_applied > 0 AND i.paid > 0
          ) s WHERE s.amount > 0 AND ${reachAccounts('s.account_id')} ORDER BY s.invoiceId DESC`,
    );
    return rows.map(({ invoiceId, amount }) => ({ invoiceId, amount: BigInt(amount) }));
  }

  /** What of a payment was taken from where, by whatever, and has not come again. */
  async taken(scope: Scope, { pk }: Pick<LockedPayment, 'pk'>): Promise<ReturnedShare[]> {
    const rows = await this.database.rows<
      Record<'refundId' | 'disputeId' | 'invoiceId', number | null> & {
        readonly ours: number;
        readonly amount: StoredMinor;
      }
    >(
      scope,
      sql`SELECT r.refund_id AS refundId, r.dispute_id AS disputeId, r.invoice_id AS invoiceId, r.ours,
            SUM(r.amount) AS amount
          FROM payment_returns r WHERE r.payment_id = ${pk} AND ${reachAccounts('r.account_id')}
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
        return sql`(IF(${reachAccountKey(accountId)}, ${accountId}, NULL), ${pk}, ${invoiceId}, ${refundId}, ${disputeId}, ${ours}, ${amount}, ${now})`;
      });
    if (rows.length === 0) return;
    await this.database.write(
      scope,
      sql`INSERT INTO payment_returns (account_id, payment_id, invoice_id, refund_id, dispute_id, ours, amount,
            created_at)
          VALUES ${join(rows, ', ')}`,
    );
  }
}
