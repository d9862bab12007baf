import { addDays, type Day } from '../billing/calendar';
import { Refusal, type Reason } from '../refusal';

/** A stretch of days on which one price holds; `validTo` is its last day, null for no end. */
export interface PriceSpan {
  readonly key: number;
  readonly amount: bigint;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** An amount, or that there is no price any more. */
export interface WantedPrice {
  readonly amount?: string;
  readonly withdraw?: boolean;
}

/** Exactly one of the two: what somebody forgot to give must not end a price. */
export function decideWantedPrice({ amount, withdraw = false }: WantedPrice): Reason | null {
  if ((amount !== undefined) !== withdraw) return null;
  return {
    code: 'AMOUNT_OR_WITHDRAW',
    message: withdraw
      ? 'Give either an `amount` or `withdraw: true`, not both.'
      : 'Give an `amount`, or `withdraw: true` to stop selling it that way.',
    field: [withdraw ? 'withdraw' : 'amount'],
  };
}

/** What becomes of the rows of one price. */
export interface PriceChange {
  /** The price that holds until the change. */
  readonly ends: { readonly key: number; readonly validTo: Day } | null;
  /** What had been announced for the very day, and never held. */
  readonly dropped: PriceSpan | null;
  readonly added: Omit<PriceSpan, 'key'> | null;
}

const holdsOn = ({ validFrom, validTo }: PriceSpan, day: Day): boolean =>
  validFrom <= day && (validTo === null || day <= validTo);

/** The price of a day; null when there is none. */
export const priceOn = (rows: readonly PriceSpan[], day: Day): bigint | null =>
  rows.find((row) => holdsOn(row, day))?.amount ?? null;

/**
 * Another price from a day on, until the next one that is announced. What holds today stays what it was,
 * and so does every day before: what was bought keeps its price (R21).
 * @param rows Rows of one thing, kind and currency. @param amount Minor units; null: not sold any more.
 * @throws Refusal PRICE_IN_THE_PAST, PRICE_UNCHANGED.
 */
export function planPriceChange(
  rows: readonly PriceSpan[],
  { amount, from }: { readonly amount: bigint | null; readonly from: Day },
  today: Day,
): PriceChange {
  if (from < today || (from === today && priceOn(rows, today) !== null))
    throw new Refusal({
      code: 'PRICE_IN_THE_PAST',
      message: 'A price that is in effect cannot be changed; give a later day.',
      field: ['validFrom'],
    });
  if (priceOn(rows, from) === amount)
    throw new Refusal({
      code: 'PRICE_UNCHANGED',
      message:
        amount === null
          ? 'It is not sold that way on that day.'
          : 'This is the price of that day already.',
      field: [amount === null ? 'withdraw' : 'amount'],
    });
  const dropped = rows.find(({ validFrom }) => validFrom === from) ?? null;
  const former = rows.find((row) => row !== dropped && holdsOn(row, from));
  const next = rows
    .map(({ validFrom }) => validFrom)
    .filter((day) => day > from)
    .sort()[0];
  const validTo = next === undefined ? null : addDays(next, -1);
  return {
    ends: former === undefined ? null : { key: former.key, validTo: addDays(from, -1) },
    dropped,
    added: amount === null ? null : { amount, validFrom: from, validTo },
  };
}
