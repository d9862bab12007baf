import type { Reason } from '../refusal';
import { decidePay, type InvoiceStanding } from './invoice-life';
import { balanceOf } from './invoice-totals';
import { formatMinor, type Currency } from './money';
import { willBeSummarized } from './summary';

/** An invoice to which staff apply money, in the currency of its account. */
export interface ApplicableInvoice extends InvoiceStanding {
  readonly currency: Currency;
  readonly awaitsSummary: boolean;
}

/** To which invoice money goes, and how much of it. */
export interface AskedShare<Invoice extends ApplicableInvoice> {
  readonly invoice: Invoice;
  /** Minor units, above zero; null for as much as there is, and no more than it asks for. */
  readonly amount: bigint | null;
}

/** What of an amount goes to an invoice. Minor units. */
export interface AppliedShare<Invoice extends ApplicableInvoice> {
  readonly invoice: Invoice;
  /** 0 or more. */
  readonly amount: bigint;
  /** What is then still to be paid of it. */
  readonly remaining: bigint;
}

/** How an amount is applied. */
export interface AppliedMoney<Invoice extends ApplicableInvoice> {
  /** In the order that was asked for. */
  readonly shares: readonly AppliedShare<Invoice>[];
  /** What goes to no invoice, in minor units. */
  readonly left: bigint;
}

/** Why it cannot be applied so. */
export interface NotApplied {
  readonly refused: Reason;
  /** Place of the share that it is about; null for all of them together. */
  readonly at: number | null;
}

const shown = (amount: bigint, currency: Currency): string =>
  `${formatMinor(amount, currency)} ${currency}`;

/** Can money go to an invoice, so much of what it asks for? Null, or why not. */
function decideShare(
  invoice: ApplicableInvoice,
  currency: Currency,
  amount: bigint | null,
): Reason | null {
  const refused = decidePay(invoice);
  if (refused !== null) return refused;
  if (invoice.currency !== currency)
    return {
      code: 'CURRENCY_DIFFERS',
      message: `Invoice ${invoice.number} is in ${invoice.currency}, not in ${currency}.`,
    };
  const balance = balanceOf(invoice);
  if (amount === null || amount <= balance) return null;
  return {
    code: 'MORE_THAN_OWED',
    message: `Invoice ${invoice.number} asks for ${shown(balance, currency)}, not ${shown(amount, currency)}: what is paid beyond it becomes credit of the account if you name no amount for the invoice.`,
  };
}

/**
 * Applies an amount to invoices: first the shares that are given, then to the others in their order, each as much as it
 * asks for. What is left goes to none. An invoice that waits for its summary is paid in full or not at all (R49), for
 * the summary asks for all of it.
 *
 * @param amount - minor units, 0 or more
 */
export function applyMoney<Invoice extends ApplicableInvoice>(
  amount: bigint,
  currency: Currency,
  asked: readonly AskedShare<Invoice>[],
): AppliedMoney<Invoice> | NotApplied {
  if (amount < 0n) throw new RangeError(`Nobody applies ${amount}`);
  let left = amount;
  for (const [at, { invoice, amount: given }] of asked.entries()) {
    const refused = decideShare(invoice, currency, given);
    if (refused !== null) return { refused, at };
    left -= given ?? 0n;
  }
  if (left < 0n)
    return {
      refused: {
        code: 'MORE_THAN_RECEIVED',
        message: `The amounts of the invoices come to ${shown(amount - left, currency)}, but only ${shown(amount, currency)} can be applied.`,
      },
      at: null,
    };
  const shares: AppliedShare<Invoice>[] = [];
  for (const [at, { invoice, amount: given }] of asked.entries()) {
    const balance = balanceOf(invoice);
    const share = given ?? (balance < left ? balance : left);
    if (given === null) left -= share;
    const remaining = balance - share;
    if (share > 0n && remaining > 0n && willBeSummarized({ ...invoice, summaryInvoiceId: null }))
      return { refused: inFull(invoice, balance), at };
    shares.push({ invoice, amount: share, remaining });
  }
  return { shares, left };
}

const inFull = ({ number, currency }: ApplicableInvoice, balance: bigint): Reason => ({
  code: 'PAID_IN_FULL_ONLY',
  message: `Invoice ${number} will be summarized, and before that it is paid in full only: apply ${shown(balance, currency)}, or nothing. Credit of the account pays the summary.`,
});
