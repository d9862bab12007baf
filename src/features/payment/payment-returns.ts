import { NO_LIMITS } from '../../domain/billing/charge-limits';
import { allocate } from '../../domain/billing/allocation';
import { moneyBack, type CreditShare, type MoneyBack } from '../../domain/billing/money-back';
import { isUnpaid } from '../../domain/billing/invoice-totals';
import type { MoneyMoved } from '../../domain/billing/ledger';
import { sum } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import { InvoiceChangeRepository, type LockedInvoice } from '../invoice/invoice-change.repository';
import { payInvoice, takeFromInvoice } from '../invoice/invoice-money';
import {
  PaymentReturnRepository,
  type PaymentShare,
  type ReturnCause,
  type ReturnedShare,
} from './payment-return.repository';
import type { LockedPayment } from './refundable-payment.repository';

/** The outcome of taking money of a payment back, or of its coming again. */
export interface MovedMoney {
  /** For the ledger; below zero what went back. */
  readonly moved: MoneyMoved;
  /** The invoices as they are now. */
  readonly invoices: readonly LockedInvoice[];
}

/** Whose money it is, why it moves, and when. The account is locked by whoever calls. */
interface Move {
  readonly scope: Scope;
  readonly payment: LockedPayment;
  readonly cause: ReturnCause;
  readonly now: Date;
}

/** All that says from where money of a payment goes back, besides the payment. Minor units. */
interface BackFacts {
  readonly credit: bigint;
  readonly unallocated: bigint;
  readonly left: bigint;
  readonly shares: readonly PaymentShare[];
  /** Invoices that credit has paid; none where what goes back is never more than there is in credit. */
  readonly paidFromCredit: readonly CreditShare[];
}

/** What of a payment can go back without touching credit that other payments have brought. */
const freeOf = ({ credit, unallocated, shares }: BackFacts): bigint => {
  const free = unallocated + sum(shares.map(({ kept }) => kept));
  return free < credit ? free : credit;
};

/**
 * From where an amount of a payment goes back.
 * @param unasked Whether it goes back though nobody may have that much in credit: then no credit is touched that other
 *   payments have brought.
 */
const backOf = (amount: bigint, facts: BackFacts, unasked: boolean): MoneyBack => {
  const unallocated = unasked ? freeOf(facts) : facts.credit;
  return moneyBack(amount, { ...facts, unallocated: unallocated > 0n ? unallocated : 0n });
};

/** From where an amount of a payment goes back, with what it had paid of its invoices. @param unasked As of `backOf`. */
export async function whereFrom(
  { tx }: Pick<Unit, 'tx'>,
  scope: Scope,
  payment: LockedPayment,
  amount: bigint,
  unasked: boolean,
): Promise<{ readonly back: MoneyBack; readonly shares: readonly PaymentShare[] }> {
  const returns = new PaymentReturnRepository(tx);
  const shares = await returns.shares(scope, payment.pk);
  const facts = {
    shares,
    credit: await new AccountCreditRepository(tx).of(scope, payment.accountId),
    unallocated: await returns.unallocated(scope, payment),
    left: await returns.left(scope, payment),
    paidFromCredit: unasked ? await returns.paidFromCredit(scope, payment) : [],
  };
  return { back: backOf(amount, facts, unasked), shares };
}

/** What of payments that nothing was given back of yet could not be taken back whole; nothing is locked. */
export async function excessOf(
  reading: Queries,
  scope: Scope,
  payments: readonly LockedPayment[],
): Promise<Map<number, bigint>> {
  const returns = new PaymentReturnRepository(reading);
  const accounts = [...new Set(payments.map(({ accountId }) => accountId))];
  const shares = await returns.sharesOf(
    scope,
    payments.map(({ pk }) => pk),
  );
  const paidFromCredit = await returns.paidFromCreditOf(scope, accounts);
  return new Map(
    payments.map(({ pk, accountId, amount, credit, unallocated }) => {
      const facts = {
        ...{ credit, unallocated, left: amount },
        shares: shares.get(pk) ?? [],
        paidFromCredit: paidFromCredit.get(accountId) ?? [],
      };
      return [pk, backOf(amount, facts, true).excess];
    }),
  );
}

/**
 * Takes money of a payment back: out of the account's credit first, and then from its invoices, and from those that its
 * credit has paid, which are owed again by it.
 * @param held Whether nobody asked for it here: invoices that are owed again are not collected before staff have decided.
 */
export async function takeBack(
  unit: Pick<Unit, 'tx' | 'audit'>,
  { scope, payment, cause, now }: Move,
  amount: bigint,
  held: boolean,
): Promise<MovedMoney> {
  const returns = new PaymentReturnRepository(unit.tx);
  const changes = new InvoiceChangeRepository(unit.tx);
  const { back } = await whereFrom(unit, scope, payment, amount, held);
  const locked = await changes.lock(
    scope,
    back.shares.map(({ invoiceId }) => invoiceId),
  );
  const invoices: LockedInvoice[] = [];
  for (const share of back.shares) {
    const invoice = locked.find(({ pk }) => pk === share.invoiceId);
    if (invoice === undefined) throw new Error('An invoice of a payment is out of reach');
    invoices.push(await takeFromInvoice(unit, scope, invoice, share.amount, { held, now }));
  }
  await attribute(unit, { scope, payment, now }, back.credit);
  const returned = [
    ...back.shares.map((share) => ({ ...share, cause, ours: false })),
    { cause, invoiceId: null, ours: false, amount: back.credit },
    { cause, invoiceId: null, ours: true, amount: back.excess },
  ];
  await returns.add(scope, payment, returned, now);
  return {
    moved: {
      receivable: -sum(back.shares.map((share) => share.amount)),
      credit: -back.credit,
      cost: -back.excess,
    },
    invoices,
  };
}

/**
 * Money of a payment that had gone comes again. First to us, for what went that was more than the payment had brought,
 * and then to where it was taken from: by what it comes from first, and to invoices before what was for none.
 */
export async function putBack(
  unit: Pick<Unit, 'tx' | 'audit'>,
  { scope, payment, cause, now }: Move,
  amount: bigint,
): Promise<MovedMoney> {
  const returns = new PaymentReturnRepository(unit.tx);
  const changes = new InvoiceChangeRepository(unit.tx);
  const isIts = (one: ReturnCause): boolean => JSON.stringify(one) === JSON.stringify(cause);
  const rank = (one: ReturnedShare): number =>
    one.ours ? 0 : (isIts(one.cause) ? 1 : 2) + (one.invoiceId === null ? 2 : 0);
  const taken = [...(await returns.taken(scope, payment))].sort((a, b) => rank(a) - rank(b));
  const again = allocate(
    amount,
    taken.map((share) => ({ ...share, balance: share.amount })),
  ).map(({ target: { balance: _, ...share }, amount: part }) => ({ ...share, amount: part }));
  // Of whatever else it is that comes again, nobody but the customer can say that it is theirs.
  const rest = amount - sum(again.map((share) => share.amount));
  const all: ReturnedShare[] = [...again, { cause, invoiceId: null, ours: false, amount: rest }];
  const invoices: LockedInvoice[] = [];
  for (const { invoiceId, amount: part } of again)
    if (invoiceId !== null) {
      const invoice = await changes.lockOne(scope, invoiceId);
      const how = { fromCredit: false, limits: () => NO_LIMITS, now };
      invoices.push(await payInvoice(unit, scope, invoice, part, how));
    }
  await returns.add(
    scope,
    payment,
    all.map((share) => ({ ...share, amount: -share.amount })),
    now,
  );
  const of = (which: (share: ReturnedShare) => boolean): bigint =>
    sum(all.filter(which).map((share) => share.amount));
  const credit = of(({ invoiceId, ours }) => invoiceId === null && !ours);
  await attribute(unit, { scope, payment, now }, -credit);
  return {
    moved: {
      receivable: of(({ invoiceId }) => invoiceId !== null),
      credit,
      cost: of(({ ours }) => ours),
    },
    invoices,
  };
}

/**
 * Says on the invoices of a payment what of them went back to the payer and is credit no more; below zero, what came
 * again. Credit that came from elsewhere is on none of them.
 */
async function attribute(
  unit: Pick<Unit, 'tx'>,
  { scope, payment, now }: Omit<Move, 'cause'>,
  amount: bigint,
): Promise<void> {
  const changes = new InvoiceChangeRepository(unit.tx);
  const shares = await new PaymentReturnRepository(unit.tx).shares(scope, payment.pk);
  const keys = shares.map(({ invoiceId }) => invoiceId);
  const how = amount > 0n ? 'REFUNDED' : 'CAME_AGAIN';
  const invoices = await changes.lock(scope, keys);
  await moveKept(changes, { scope, now, how }, invoices, amount > 0n ? amount : -amount);
}

/**
 * Moves what invoices kept as credit: to what was refunded of them, from there, or nowhere, because it never was. Of a
 * summary also on those that it collects.
 * @param whole - 0 or more
 */
export async function moveKept(
  changes: InvoiceChangeRepository,
  to: {
    readonly scope: Scope;
    readonly now: Date;
    readonly how: 'REFUNDED' | 'CAME_AGAIN' | 'NEVER_WAS';
  },
  invoices: readonly LockedInvoice[],
  whole: bigint,
): Promise<void> {
  const { scope, now, how } = to;
  const again = how === 'CAME_AGAIN';
  const targets = invoices.map((invoice) => ({
    invoice,
    balance: again ? invoice.refunded : invoice.creditKept,
  }));
  for (const { target, amount: part } of allocate(whole, targets)) {
    const { invoice } = target;
    const moved = again ? -part : part;
    const refunded = how === 'NEVER_WAS' ? invoice.refunded : invoice.refunded + moved;
    const change = { creditKept: invoice.creditKept - moved, refunded };
    await changes.change(scope, invoice, change, now);
    if (invoice.kind === 'SUMMARY')
      await moveKept(changes, to, await changes.collectedBy(scope, invoice), part);
  }
}

/** Invoices that are owed again, as staff are told of them. */
export const owedAgain = (invoices: readonly LockedInvoice[]): readonly LockedInvoice[] =>
  invoices.filter(({ status }) => isUnpaid(status));
