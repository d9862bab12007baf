import type { DocumentTotals } from './invoice-totals';

/** Accounts of the double-entry ledger that lies under invoices and payments. */
export const LedgerAccount = {
  /** What customers owe. */
  RECEIVABLE: 'RECEIVABLE',
  REVENUE: 'REVENUE',
  /** Tax that is owed on. */
  TAX: 'TAX',
  /** What the gateway and the bank took in. */
  CASH: 'CASH',
} as const;
export type LedgerAccount = keyof typeof LedgerAccount;

/** One side of a posting: a debit is above zero, a credit below. Minor units. */
export interface LedgerSide {
  readonly account: LedgerAccount;
  readonly amount: bigint;
}

/** Sides that add up to nothing. */
export type Posting = readonly LedgerSide[];

const posting = (sides: Posting): Posting => sides.filter(({ amount }) => amount !== 0n);

/**
 * What issuing a document posts. A credit note is the same with its amounts below zero. A summary posts
 * nothing: what is on it was posted by its invoices.
 */
export const issuePosting = ({ subtotal, tax, total }: DocumentTotals): Posting =>
  posting([
    { account: 'RECEIVABLE', amount: total },
    { account: 'REVENUE', amount: -subtotal },
    { account: 'TAX', amount: -tax },
  ]);

/** What withdrawing an unpaid invoice posts: the opposite of its issue. */
export const voidPosting = (totals: DocumentTotals): Posting =>
  issuePosting(totals).map(({ account, amount }) => ({ account, amount: -amount }));

/** What a payment posts, and with an amount below zero a refund. */
export const paymentPosting = (amount: bigint): Posting =>
  posting([
    { account: 'CASH', amount },
    { account: 'RECEIVABLE', amount: -amount },
  ]);
