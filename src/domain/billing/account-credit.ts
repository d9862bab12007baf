import type { Reason } from '../refusal';
import { allocate, type Share } from './allocation';
import { balanceOf, type InvoiceSums } from './invoice-totals';

/** Has an account credit that can be applied? Null, or why not. @param credit - minor units */
export const decideApplyCredit = (credit: bigint): Reason | null =>
  credit > 0n
    ? null
    : {
        code: 'NO_CREDIT',
        message:
          'The account has no credit, or a refund or a payment in progress is about to use it.',
      };

/** What became of what payments brought to an invoice, in minor units. None of it is ever lowered but `kept`. */
export interface CreditSums extends InvoiceSums {
  /** What of its payments came out of the account's credit. */
  readonly creditApplied: bigint;
  /** What of its payments became credit of the account, and was not refunded by them since. */
  readonly creditKept: bigint;
  /** What of its payments went back to whoever paid, out of what had become credit. */
  readonly refunded: bigint;
}

/**
 * An invoice once what was paid beyond what it asks for has become credit of the account, and how much that was.
 * What payments brought stays the same: `paid + creditKept + refunded`.
 */
export function keptAsCredit<Invoice extends CreditSums>(
  invoice: Invoice,
): { readonly invoice: Invoice; readonly kept: bigint } {
  const balance = balanceOf(invoice);
  if (balance >= 0n) return { invoice, kept: 0n };
  const { paid, creditKept } = invoice;
  return {
    invoice: { ...invoice, paid: paid + balance, creditKept: creditKept - balance },
    kept: -balance,
  };
}

/**
 * How an amount is paid by an account that has something in credit: that first, a card for the rest.
 * @param least - what a card is charged at least: of a larger amount so much credit is left that it is charged that
 */
export function paidFromCredit(
  amount: bigint,
  credit: bigint,
  least = 0n,
): { readonly fromCredit: bigint; readonly rest: bigint } {
  if (amount < 0n) throw new RangeError(`Nobody pays ${amount}`);
  // An account that has spent more than it had would be a mistake, and is nobody's to pay by a card.
  const has = credit > 0n ? credit : 0n;
  const most = has < amount ? has : amount;
  const tooLittle = most < amount && amount - most < least && amount >= least;
  const fromCredit = tooLittle ? amount - least : most;
  return { fromCredit, rest: amount - fromCredit };
}

/** What of each invoice is paid from credit, in the order given, and what is left of each for a card. */
export function sharesFromCredit<Invoice extends InvoiceSums>(
  fromCredit: bigint,
  invoices: readonly Invoice[],
): { readonly credit: readonly Share<Invoice>[]; readonly rest: readonly Share<Invoice>[] } {
  const debts = invoices.map((invoice) => ({ invoice, balance: balanceOf(invoice) }));
  const shares = allocate(fromCredit, debts);
  const credit = shares.map(({ target, amount }) => ({ target: target.invoice, amount }));
  const rest = debts.flatMap((debt): Share<Invoice>[] => {
    const paid = shares.find(({ target }) => target === debt)?.amount ?? 0n;
    return debt.balance > paid ? [{ target: debt.invoice, amount: debt.balance - paid }] : [];
  });
  return { credit, rest };
}
