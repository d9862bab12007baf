import { formatMinor, parseMinor, type Currency } from '../../domain/billing/money';
import type { PricedLine } from '../../domain/purchasing/order-line';
import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { BasketReader } from './basket.reader';
import type { Basket } from './basket.types';
import type { OrderableLine, PaymentWish } from './ordering.types';

/** What the lines of an order cost whoever orders. @throws Refusal why one has no price. */
export async function priceOrder(
  reader: BasketReader,
  { scope, target, now }: Call,
  { tx }: Unit,
  lines: readonly OrderableLine[],
): Promise<{ readonly basket: Basket; readonly priced: readonly PricedLine[] }> {
  const buyer = await reader.buyerOf(tx, scope, target.pk);
  const wanted = lines.map((line) => line.wanted);
  const [basket] = await reader.price(tx, scope, [{ buyer, lines: wanted }], now);
  if (basket === undefined) throw new Error('The lines were lost');
  const priced = basket.offers.map((offer, at) => {
    if (offer.priced !== null) return offer.priced;
    const { problem } = offer;
    const path = lines[at]?.path;
    throw new Refusal(path ? { ...problem, field: [...path, ...(problem.field ?? [])] } : problem);
  });
  return { basket, priced };
}

/** Whether a card is to be charged: not for nothing, and any other total than the accepted one is refused. */
export const isCharged = ({ billing, acceptTotal }: PaymentWish): boolean =>
  billing !== 'MONTHLY_SUMMARY' && !/^-?0+(\.0*)?$/.test(acceptTotal);

/** A price that changed since it was shown is said before anything is ordered. @throws Refusal PRICE_CHANGED. */
export function assertAccepted(accepted: string, total: bigint, currency: Currency): void {
  let minor: bigint | null = null;
  try {
    minor = parseMinor(accepted, currency);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (minor === total) return;
  throw new Refusal({
    code: 'PRICE_CHANGED',
    message: `It comes to ${formatMinor(total, currency)} ${currency} now. Look at it again, and accept that total.`,
    field: ['acceptTotal'],
  });
}
