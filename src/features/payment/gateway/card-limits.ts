import type { ChargeLimits } from '../../../domain/billing/charge-limits';
import type { Currency } from '../../../domain/billing/money';

/** Eight digits of minor units. */
const GREATEST = 99_999_999n;

/** What Stripe charges a card at least and at most, as it publishes it; the sandbox does the same. */
export const CARD_LIMITS: Readonly<Record<Currency, ChargeLimits>> = {
  EUR: { least: 50n, greatest: GREATEST },
  USD: { least: 50n, greatest: GREATEST },
  GBP: { least: 30n, greatest: GREATEST },
};
