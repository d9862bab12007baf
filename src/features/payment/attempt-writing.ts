import { randomBytes } from 'node:crypto';
import { paidFromCredit, sharesFromCredit } from '../../domain/billing/account-credit';
import type { Share } from '../../domain/billing/allocation';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { formatMinor, sum } from '../../domain/billing/money';
import type { PaymentKind } from '../../domain/billing/payment';
import type { Transaction } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Fields, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import { PaymentAllocationRepository } from './payment-allocation.repository';
import { PaymentAttemptRepository, type NewAttempt } from './payment-attempt.repository';

/** A payment, as far as it is none by card. */
const BY_NO_CARD = {
  methodKey: null,
  gateway: null,
  attemptKey: null,
  newCard: false,
} as const;
/** A payment from credit, as far as it is none by card. */
export const OF_NO_CARD = { ...BY_NO_CARD, kind: 'CREDIT' } as const;

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
  paid: {
    readonly amount: bigint;
    readonly invoices: readonly LockedInvoice[];
    readonly more?: Fields;
  },
): void {
  const numbers = paid.invoices.map(({ number }) => number);
  unit.audit({
    subject: new RowRef('Payment', pk),
    accountId: account.pk,
    before: null,
    after: {
      amount: formatMinor(paid.amount, account.currency),
      ...(numbers.length > 0 && { invoices: numbers }),
      ...paid.more,
      status: 'PENDING',
    },
  });
}

/** A payment that no gateway hears of. */
export interface PaymentAtOnce {
  readonly kind: Exclude<PaymentKind, 'CARD'>;
  readonly automatic: boolean;
  readonly amount: bigint;
  readonly shares: readonly Share<LockedInvoice>[];
  readonly now: Date;
  /** What the history says of it besides. */
  readonly more?: Fields;
}

/** Writes down a payment that no gateway hears of, to be settled in the same transaction. @returns its key. */
export async function writeAtOnce(
  unit: Unit,
  scope: Scope,
  account: Pick<BilledAccount, 'pk' | 'currency'>,
  { kind, automatic, amount, shares, now, more = {} }: PaymentAtOnce,
): Promise<number> {
  const attempt = {
    ...BY_NO_CARD,
    ...{ kind, automatic, amount, now },
    accountId: account.pk,
    userId: null,
    orderId: null,
    currency: account.currency,
    askAt: now,
    spends: null,
  };
  const pk = await writeAttempt(unit.tx, scope, attempt, shares);
  const invoices = shares.map(({ target }) => target);
  recordAttempt(unit, pk, account, { amount, invoices, more });
  return pk;
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
  const credit = await new AccountCreditRepository(unit.tx).of(scope, account.pk);
  const { fromCredit: amount } = paidFromCredit(sum(invoices.map(balanceOf)), credit);
  if (amount === 0n) return null;
  const shares = sharesFromCredit(amount, invoices).credit;
  const payment = { kind: 'CREDIT', automatic: true, amount, shares, now } as const;
  return { pk: await writeAtOnce(unit, scope, account, payment), amount };
}
