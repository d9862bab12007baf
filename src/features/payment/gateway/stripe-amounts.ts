import { isCurrency, minorDigits, type Currency } from '../../../domain/billing/money';

/** Currencies whose minor units Stripe counts otherwise than ISO 4217: with so many decimals. */
const DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Ten to the number of decimals that Stripe has more than we have, and fewer. */
function factors(currency: Currency): { readonly up: bigint; readonly down: bigint } {
  const ours = minorDigits(currency);
  const more = (DIGITS[currency] ?? ours) - ours;
  return { up: 10n ** BigInt(Math.max(more, 0)), down: 10n ** BigInt(Math.max(-more, 0)) };
}

/** An amount as Stripe's API counts it. @throws RangeError for one that it cannot express. */
export function toStripe(minor: bigint, currency: Currency): number {
  const { up, down } = factors(currency);
  if (minor % down !== 0n)
    throw new RangeError(`Stripe has no ${minor} minor units of ${currency}`);
  return Number((minor * up) / down);
}

/** Minor units of an amount that Stripe's API names; what is less than one is left out, and what is no money is as it is. */
export function fromStripe(amount: number, currency: string): bigint {
  const code = currency.toUpperCase();
  if (!isCurrency(code)) return BigInt(amount);
  const { up, down } = factors(code);
  return (BigInt(amount) * down) / up;
}
