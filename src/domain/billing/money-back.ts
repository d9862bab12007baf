/** What a payment paid of an invoice, as far as it can go back. Minor units. */
export interface PaidShare {
  readonly invoiceId: number;
  /** What of the payment's share has not gone back yet. */
  readonly left: bigint;
  /** What the invoice has been paid, by whatever payment. */
  readonly paid: bigint;
  /** What of that it does not ask for, because it was credited or paid twice; 0 or more. */
  readonly overpaid: bigint;
}

/** What an invoice was paid out of the account's credit, and holds still. Minor units. */
export interface CreditShare {
  readonly invoiceId: number;
  readonly amount: bigint;
}

/** A payment, as far as its money can go back. Minor units. */
export interface PaidBack {
  /** What of it was for no invoice, and has not gone back yet. */
  readonly unallocated: bigint;
  readonly shares: readonly PaidShare[];
  /** What it brought, less what went back of that. */
  readonly left: bigint;
  /** Invoices that credit has paid, in the order in which they are owed again. */
  readonly paidFromCredit: readonly CreditShare[];
}

/** From where money of a payment goes back. Minor units. */
export interface MoneyBack {
  /** What was for no invoice. */
  readonly credit: bigint;
  readonly shares: readonly { readonly invoiceId: number; readonly amount: bigint }[];
  /** What is more than the payment brought. */
  readonly excess: bigint;
}

const least = (...amounts: readonly [bigint, ...bigint[]]): bigint =>
  amounts.reduce((found, amount) => (amount < found ? amount : found));

/**
 * From where an amount of a payment goes back: first what nobody asks for, which is what was for no invoice and what
 * invoices were paid too much, and then from invoices that are owed again by it, in the order given. What of the payment
 * is in neither became credit and was spent: invoices that credit has paid are owed again by that.
 *
 * @param amount - 0 or more
 */
export function moneyBack(
  amount: bigint,
  { unallocated, shares, left: brought, paidFromCredit }: PaidBack,
): MoneyBack {
  if (amount < 0n) throw new RangeError(`Nobody gives back ${amount}`);
  let rest = amount;
  const take = (most: bigint): bigint => {
    const taken = least(rest, most);
    rest -= taken;
    return taken;
  };
  const credit = take(unallocated);
  const tooMuch = shares.map(({ left, paid, overpaid }) => take(least(left, paid, overpaid)));
  const all = shares.map(
    ({ left, paid }, at) => (tooMuch[at] ?? 0n) + take(least(left, paid) - (tooMuch[at] ?? 0n)),
  );
  const taken = new Map(shares.map(({ invoiceId }, at) => [invoiceId, all[at] ?? 0n]));
  let spent = brought - (amount - rest);
  for (const { invoiceId, amount: most } of paidFromCredit) {
    const part = spent > 0n ? take(least(spent, most)) : 0n;
    spent -= part;
    taken.set(invoiceId, (taken.get(invoiceId) ?? 0n) + part);
  }
  return {
    credit,
    shares: [...taken]
      .map(([invoiceId, part]) => ({ invoiceId, amount: part }))
      .filter((share) => share.amount > 0n),
    excess: rest,
  };
}
