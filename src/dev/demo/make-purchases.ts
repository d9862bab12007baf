import { addDays, daysBetween, type Day } from '../../domain/billing/calendar';
import type { DemoAccount } from './demo-account';
import type { Settlement } from './demo-order';
import { firstOrderDay, type DemoSetting } from './demo-setting';
import type { OrderBook } from './order-book';
import type { Random } from './random';
import type { Settlements } from './settlements';

/** What Northwind buys, beside the two orders that it has not paid. */
const NORTHWIND_LICENSES = 44;
const PARTNERS_OWN = 4;
const UNPAID_BY_NORTHWIND: readonly (readonly [daysAgo: number, licenses: number])[] = [
  [50, 1],
  [6, 2],
];

/** Licenses that accounts bought for themselves: `total` of them. */
export function makePurchases(
  setting: DemoSetting,
  book: OrderBook,
  settlements: Settlements,
  random: Random,
  total: number,
): void {
  const { time, accounts } = setting;
  const { northwind } = accounts;
  const partners = accounts.all.filter(({ reseller, leaseProvider }) => reseller || leaseProvider);
  let left = total;

  for (const [daysAgo, licenses] of UNPAID_BY_NORTHWIND)
    buy(northwind, addDays(time.today, -daysAgo), licenses, { how: 'UNPAID' });
  buyOverTime(northwind, NORTHWIND_LICENSES);
  for (const partner of partners) buyOverTime(partner, PARTNERS_OWN);
  for (const [customer, count] of sharesOf(left)) buyOverTime(customer, count);

  /** Who buys how many: a few buy a lot, many a little, some nothing. */
  function sharesOf(count: number): Map<DemoAccount, number> {
    const buyers = accounts.plain.filter((account) => account !== northwind);
    const tickets = buyers.flatMap((buyer) => {
      const size = random.chance(0.12) ? 0 : random.chance(0.15) ? random.whole(4, 9) : 1;
      return Array.from({ length: size }, () => buyer);
    });
    const shares = new Map(buyers.map((buyer) => [buyer, 0]));
    for (let drawn = 0; drawn < count; drawn += 1) {
      const buyer = random.pick(tickets);
      shares.set(buyer, (shares.get(buyer) ?? 0) + 1);
    }
    return shares;
  }

  function buyOverTime(account: DemoAccount, count: number): void {
    for (let bought = 0; bought < count;) {
      const licenses = Math.min(count - bought, random.pick([1, 1, 1, 2, 2, 3, 4]));
      // Whoever came after the start opened the account with the first order (R1).
      const first = bought === 0 && account.createdOn >= firstOrderDay(time);
      const placedOn = first ? account.createdOn : someDaySince(account.createdOn);
      buy(account, placedOn, licenses);
      bought += licenses;
    }
  }

  function buy(account: DemoAccount, placedOn: Day, licenses: number, given?: Settlement): void {
    left -= licenses;
    const monthly = given === undefined && account.reseller && random.chance(0.6);
    const settlement = given ?? settlements.of(account, placedOn, monthly, true);
    const placedAt = time.afternoon(placedOn, random);
    book.purchase({ account, placedOn, placedAt, licenses, monthly, settlement }, () => ({
      customer: account,
      assignedAt: null,
      origin: 'PURCHASED',
      status: 'READY',
    }));
  }

  function someDaySince(opened: Day): Day {
    const start = opened > firstOrderDay(time) ? opened : firstOrderDay(time);
    return addDays(start, random.whole(0, daysBetween(start, time.yesterday)));
  }
}
