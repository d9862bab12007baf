import type { Day } from '../../domain/billing/calendar';
import { formatMinor, type Currency } from '../../domain/billing/money';
import type { TaxedParty } from '../../domain/billing/tax';
import { typedAmount } from '../../domain/billing/typed-amount';
import { decideTotal } from '../../domain/purchasing/decisions';
import type { PricedLine } from '../../domain/purchasing/order-line';
import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { BasketReader } from './basket.reader';
import type { Basket } from './basket.types';
import type { OrderableLine, PaymentWish } from './ordering.types';

/**
 * What the lines of an order cost whoever orders on a day.
 * @param billTo The buyer where it is not the account: the tax follows from it.
 * @throws Refusal why one has no price; AMOUNT_TOO_LARGE.
 */
export async function priceOrder(
  reader: BasketReader,
  { scope, target }: Call,
  { tx }: Unit,
  lines: readonly OrderableLine[],
  billTo: TaxedParty | null,
  day: Day,
): Promise<{ readonly basket: Basket; readonly priced: readonly PricedLine[] }> {
  const buyer = await reader.buyerOf(tx, scope, target.pk, billTo);
  const wanted = lines.map((line) => line.wanted);
  const [basket] = await reader.price(tx, scope, [{ buyer, lines: wanted }], day);
  if (basket === undefined) throw new Error('The lines were lost');
  const priced = basket.offers.map((offer, at) => {
    if (offer.priced !== null) return offer.priced;
    const { problem } = offer;
    const path = lines[at]?.path;
    throw new Refusal(path ? { ...problem, field: [...path, ...(problem.field ?? [])] } : problem);
  });
  const tooMuch = decideTotal(basket.totals.total, buyer.currency);
  if (tooMuch !== null) throw new Refusal(tooMuch);
  return { basket, priced };
}

/** Whether a card is to be charged: not for nothing, and any other total than the accepted one is refused. */
export const isCharged = ({ billing, acceptTotal }: PaymentWish): boolean =>
  billing !== 'MONTHLY_SUMMARY' && !/^-?0+(\.0*)?$/.test(acceptTotal);

/**
 * A price that changed since it was shown is said before anything is ordered.
 * @throws Refusal INVALID_AMOUNT, AMOUNT_TOO_LARGE, PRICE_CHANGED.
 */
export function assertAccepted(accepted: string, total: bigint, currency: Currency): void {
  const field = ['acceptTotal'];
  if (typedAmount(accepted, currency, field, { zero: true }) === total) return;
  throw new Refusal({
    code: 'PRICE_CHANGED',
    message: `The total is now ${formatMinor(total, currency)} ${currency}. Check it and accept that total.`,
    field,
  });
}
