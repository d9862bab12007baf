import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The one order in which rows are locked, by their tables. Who locks in it waits for others, and nobody for each other
 * for ever.
 */
const ORDER = [
  'users',
  'accounts',
  'memberships',
  'api_tokens',
  'carts',
  'guest_carts',
  'refunds',
  'payments',
  'orders',
  'licenses',
  'leases',
  'invoices',
  'payment_methods',
  'invoice_counters',
  'number_counters',
] as const;

/** What is locked out of that order, and why that does no harm. */
const EXCEPTIONS: readonly {
  readonly pair: RegExp;
  readonly after?: string;
  readonly because: string;
}[] = [
  {
    pair: /> users$/,
    after: 'licenses',
    because:
      'whoever is assigned what was bought is found last; a call whose way that crosses is made again',
  },
  {
    pair: /_counters > payment_methods$/,
    because: 'cards are locked under the lock of their account alone',
  },
  {
    pair: /^payment_methods > licenses$/,
    because:
      'cards are locked under the lock of their account alone; in a dry run, whose steps are one transaction, what is bought for comes after them',
  },
  {
    pair: /^invoices > licenses$/,
    because: 'ending what an invoice bought: nobody who holds a license waits for an invoice',
  },
];

const placeOf = (table: string): number => (ORDER as readonly string[]).indexOf(table);

interface Transaction {
  readonly locked: string[];
  /** Rows that are new are nobody else's yet. */
  readonly inserted: Set<string>;
}
const running = new AsyncLocalStorage<Transaction>();

/** A statement without what stands in its parentheses, where other tables are read. */
function outermost(text: string): string {
  let now = text;
  for (let before = ''; before !== now;) [before, now] = [now, now.replace(/\([^()]*\)/g, ' ')];
  return now;
}

/** Tells of rows that are locked out of order, from the statements that are sent. */
export class LockOrder {
  /** `leases > accounts`: what was locked before what should have been. */
  readonly faults: string[] = [];
  /** Pairs of tables that were locked in one transaction, in order; so that a test sees that something was watched. */
  readonly met = new Set<string>();

  watch(text: string): void {
    if (text === 'START TRANSACTION') running.enterWith({ locked: [], inserted: new Set() });
    const transaction = running.getStore();
    if (transaction === undefined) return;
    const { locked, inserted } = transaction;
    const made = /^\s*INSERT INTO (\w+)/.exec(text)?.[1];
    if (made !== undefined) inserted.add(made);
    if (!/\bFOR UPDATE\b/.test(text)) return;
    const [table = '', ...joined] = [...outermost(text).matchAll(/\b(?:FROM|JOIN) (\w+)/g)].map(
      ([, name = '']) => name,
    );
    const isNew = (one: string): boolean =>
      placeOf(one) !== -1 && !inserted.has(one) && !locked.includes(one);
    if (isNew(table))
      for (const before of locked) {
        const pair = `${before} > ${table}`;
        this.met.add(pair);
        const allowed = EXCEPTIONS.some(
          ({ pair: one, after }) => one.test(pair) && (after === undefined || inserted.has(after)),
        );
        if (placeOf(before) > placeOf(table) && !allowed) this.faults.push(pair);
      }
    // Rows that are joined to it are locked as well, and found by it alone.
    locked.push(...[table, ...joined].filter(isNew));
  }
}
