import { divideHalfUp } from './money';

/** What of an amount goes where. */
export interface Share<Target> {
  readonly target: Target;
  /** Minor units, above zero. */
  readonly amount: bigint;
}

/**
 * Pays debts one after the other with an amount, in the order given. The shares add up to the amount, or
 * to all debts when it is more than they ask for.
 *
 * @param amount - minor units, 0 or more
 * @throws RangeError for a negative amount or debt
 */
export function allocate<Target extends { readonly balance: bigint }>(
  amount: bigint,
  debts: Iterable<Target>,
): Share<Target>[] {
  if (amount < 0n) throw new RangeError(`Nobody pays ${amount}`);
  const shares: Share<Target>[] = [];
  let left = amount;
  for (const target of debts) {
    const { balance } = target;
    if (balance < 0n) throw new RangeError(`Nobody owes ${balance}`);
    const share = balance < left ? balance : left;
    if (share === 0n) continue;
    shares.push({ target, amount: share });
    left -= share;
  }
  return shares;
}

/**
 * The part of `whole` that belongs to the part `from` to `to` of `total`, such that the parts of
 * neighboring ranges add up to the cent: `part(0, a) + part(a, total) = whole`.
 *
 * @throws RangeError unless 0 ≤ from ≤ to ≤ total
 */
export function partOf(whole: bigint, total: bigint, from: bigint, to: bigint): bigint {
  if (from < 0n || from > to || to > total)
    throw new RangeError(`No part ${from}-${to} of ${total}`);
  if (total === 0n) return 0n;
  return divideHalfUp(whole * to, total) - divideHalfUp(whole * from, total);
}
