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
  /** What customers have in credit: it is theirs until it pays an invoice or goes back to them. */
  CREDIT: 'CREDIT',
  /** What disputes cost. */
  FEES: 'FEES',
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

/** For what money came; below zero, from what it went back. Minor units. */
export interface MoneyMoved {
  /** What invoices ask for. */
  readonly receivable: bigint;
  /** For no invoice. */
  readonly credit: bigint;
  /** What the gateway kept or gave back of its own. */
  readonly cost: bigint;
}

/** What money posts that came, or went back. */
export const movedPosting = ({ receivable, credit, cost }: MoneyMoved): Posting =>
  posting([
    { account: 'CASH', amount: receivable + credit + cost },
    { account: 'RECEIVABLE', amount: -receivable },
    { account: 'CREDIT', amount: -credit },
    { account: 'FEES', amount: -cost },
  ]);

/** What a payment of invoices by card or bank posts. */
export const paymentPosting = (amount: bigint): Posting =>
  movedPosting({ receivable: amount, credit: 0n, cost: 0n });

/** What is posted when more was paid than an invoice asks for: it becomes credit of the account. */
export const creditPosting = (amount: bigint): Posting =>
  posting([
    { account: 'RECEIVABLE', amount },
    { account: 'CREDIT', amount: -amount },
  ]);

/** What a payment from the account's credit posts. */
export const creditPaymentPosting = (amount: bigint): Posting => creditPosting(-amount);
