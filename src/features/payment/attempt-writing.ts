import { randomBytes } from 'node:crypto';
import { paidFromCredit, sharesFromCredit } from '../../domain/billing/account-credit';
import type { Share } from '../../domain/billing/allocation';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { formatMinor, sum } from '../../domain/billing/money';
import type { Transaction } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import { PaymentAllocationRepository } from './payment-allocation.repository';
import { PaymentAttemptRepository, type NewAttempt } from './payment-attempt.repository';

/** A payment from credit, as far as it is none by card. */
export const OF_NO_CARD = {
  kind: 'CREDIT',
  methodKey: null,
  gateway: null,
  attemptKey: null,
  newCard: false,
} as const;

export const newAttemptKey = (): string => randomBytes(16).toString('hex');

/** Writes an attempt down, and how much of it is for which invoices. @returns its key. */
export async function writeAttempt(
  tx: Transaction,
  scope: Scope,
  attempt: NewAttempt,
  shares: readonly Share<LockedInvoice>[],
): Promise<number> {
  const pk = await new PaymentAttemptRepository(tx).add(scope, attempt);
  const allocated = shares.map(({ target, amount }) => ({ invoiceId: target.pk, amount }));
  if (allocated.length > 0)
    await new PaymentAllocationRepository(tx).allocate(
      scope,
      { pk, accountId: attempt.accountId },
      allocated,
    );
  return pk;
}

/** Leaves an attempt in the history (R61); `invoices` is empty for one that pays an order. */
export function recordAttempt(
  unit: Unit,
  pk: number,
  account: Pick<BilledAccount, 'pk' | 'currency'>,
  paid: { readonly amount: bigint; readonly invoices: readonly LockedInvoice[] },
): void {
  const numbers = paid.invoices.map(({ number }) => number);
  unit.audit({
    subject: new RowRef('Payment', pk),
    accountId: account.pk,
    before: null,
    after: {
      amount: formatMinor(paid.amount, account.currency),
      ...(numbers.length > 0 && { invoices: numbers }),
      status: 'PENDING',
    },
  });
}

/**
 * Writes down a payment of invoices out of what their account has in credit, as far as it goes.
 * @returns null when there is none.
 */
export async function writeFromCredit(
  unit: Unit,
  scope: Scope,
  account: Pick<BilledAccount, 'pk' | 'currency'>,
  invoices: readonly LockedInvoice[],
  now: Date,
): Promise<{ readonly pk: number; readonly amount: bigint } | null> {
  const { pk: accountId, currency } = account;
  const credit = await new AccountCreditRepository(unit.tx).of(scope, accountId);
  const { fromCredit: amount } = paidFromCredit(sum(invoices.map(balanceOf)), credit);
  if (amount === 0n) return null;
  const attempt = {
    ...OF_NO_CARD,
    accountId,
    userId: null,
    automatic: true,
    orderId: null,
    currency,
    amount,
    now,
    askAt: now,
    spends: null,
  };
  const shares = sharesFromCredit(amount, invoices).credit;
  const pk = await writeAttempt(unit.tx, scope, attempt, shares);
  recordAttempt(unit, pk, account, { amount, invoices: shares.map(({ target }) => target) });
  return { pk, amount };
}
