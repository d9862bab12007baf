import type { Queries } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { PaymentAllocationEntity } from '../../database/entities/payment.entity';
import { insertRows } from '../../database/changes';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';
import type { Attempt } from './attempt.types';

const o = table(PaymentAllocationEntity, 'o');
const SHARES = select(pick(o, 'invoiceId', 'amount')).from('payment_allocations o');

/** Which invoices a payment is for, and how much of it. */
export class PaymentAllocationRepository {
  constructor(private readonly database: Queries) {}

  /** Says how much of a payment is for which invoices. */
  async allocate(
    scope: Scope,
    { pk, accountId }: Pick<Attempt, 'pk' | 'accountId'>,
    shares: readonly { readonly invoiceId: number; readonly amount: bigint }[],
  ): Promise<void> {
    const rows = shares.map(({ invoiceId, amount }) => ({
      accountId: sql`IF(${reachAccountKey(accountId)}, ${accountId}, NULL)`,
      paymentId: pk,
      invoiceId,
      amount,
    }));
    await this.database.write(scope, insertRows(PaymentAllocationEntity, rows));
  }

  /** Says it anew: what of it was said before is no more. */
  async reallocate(
    scope: Scope,
    attempt: Pick<Attempt, 'pk' | 'accountId'>,
    shares: readonly { readonly invoiceId: number; readonly amount: bigint }[],
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM payment_allocations WHERE payment_id = ${attempt.pk} AND ${reachAccounts('account_id')}`,
    );
    await this.allocate(scope, attempt, shares);
  }

  /** How much of a payment is for which invoices, in the order of their keys. */
  async shares(scope: Scope, payment: number): Promise<{ invoiceId: number; amount: bigint }[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SHARES} WHERE o.payment_id = ${payment} AND ${reachAccounts('o.account_id')} ORDER BY o.invoice_id`,
    );
    return rows.map(({ invoiceId, amount }) => ({ invoiceId, amount: BigInt(amount) }));
  }
}
