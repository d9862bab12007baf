import { addDays } from '../../domain/billing/calendar';
import type { DemoSetting } from './demo-setting';
import type { OrderBook } from './order-book';

/** Days before today on which they were bought. */
export const BOUGHT_DAYS_AGO = 40;
const QUANTITY = 3;

/** Support incidents that the first customer bought (R21). */
export function makeSupportIncidents(
  { time, accounts, catalog }: DemoSetting,
  book: OrderBook,
): void {
  const { northwind: account } = accounts;
  const [support] = catalog.support;
  if (support === undefined) throw new RangeError('No support is sold');
  const placedOn = addDays(time.today, -BOUGHT_DAYS_AGO);
  const lines = [book.lines.incidents(account, support, QUANTITY, placedOn)];
  const settlement = { how: 'AT_ONCE' } as const;
  book.orders.push({
    ...{ account, placedOn, placedAt: time.at(placedOn, 620), lines },
    ...{ monthly: false, settlement },
  });
}
