import { paidFromCredit, sharesFromCredit } from '../../domain/billing/account-credit';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { sum } from '../../domain/billing/money';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import { PAID } from './attempt-end';
import { PaymentAttemptRepository } from './payment-attempt.repository';
import type { PaymentSettlement } from './payment-settlement';
import { OF_NO_CARD, recordAttempt } from './payments';

/**
 * Pays invoices out of what their account has in credit, as far as it goes, in the caller's transaction. Nobody is
 * sent a receipt unless it is asked for. @returns what was paid.
 */
export async function applyCredit(
  unit: Unit,
  scope: Scope,
  settlement: PaymentSettlement,
  account: Pick<BilledAccount, 'pk' | 'currency'>,
  invoices: readonly LockedInvoice[],
  { now, receipt = false }: { readonly now: Date; readonly receipt?: boolean },
): Promise<bigint> {
  const { pk: accountId, currency } = account;
  const credit = await new AccountCreditRepository(unit.tx).of(scope, accountId);
  const { fromCredit } = paidFromCredit(sum(invoices.map(balanceOf)), credit);
  if (fromCredit === 0n) return 0n;
  const attempts = new PaymentAttemptRepository(unit.tx);
  const pk = await attempts.add(scope, {
    ...OF_NO_CARD,
    accountId,
    userId: null,
    automatic: true,
    orderId: null,
    currency,
    amount: fromCredit,
    now,
    askAt: now,
    spends: null,
  });
  const shares = sharesFromCredit(fromCredit, invoices).credit;
  await attempts.allocate(
    scope,
    { pk, accountId },
    shares.map(({ target, amount }) => ({ invoiceId: target.pk, amount })),
  );
  const paid = shares.map(({ target }) => target);
  recordAttempt(unit, { pk }, account, paid, fromCredit);
  await settlement.settle(unit, scope, pk, PAID, now, { receipt });
  return fromCredit;
}
