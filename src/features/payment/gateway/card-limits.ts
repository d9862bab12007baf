import type { ChargeLimits } from '../../../domain/billing/charge-limits';
import { minorDigits, type Currency } from '../../../domain/billing/money';

/** Eight digits of minor units. */
const GREATEST = 99_999_999n;

/** The least that Stripe charges a card, in minor units, where it publishes it. */
const LEAST: Readonly<Record<string, bigint>> = {
  ...{ AED: 200n, AUD: 50n, BGN: 100n, BRL: 50n, CAD: 50n, CHF: 50n, CZK: 1_500n, DKK: 250n },
  ...{ EUR: 50n, GBP: 30n, HKD: 400n, HUF: 17_500n, INR: 50n, JPY: 50n, MXN: 1_000n, MYR: 200n },
  ...{ NOK: 300n, NZD: 50n, PLN: 200n, RON: 200n, SEK: 300n, SGD: 50n, THB: 1_000n, USD: 50n },
};

/** Stripe charges ariary in whole ones. */
const WHOLE = new Set(['MGA']);

/** What Stripe charges a card at least and at most, and in which steps; the sandbox does the same. */
export const cardLimits = (currency: Currency): ChargeLimits => ({
  least: LEAST[currency] ?? 1n,
  greatest: GREATEST,
  // Of three decimals the last has to be zero.
  step: WHOLE.has(currency) ? 100n : minorDigits(currency) === 3 ? 10n : 1n,
});
