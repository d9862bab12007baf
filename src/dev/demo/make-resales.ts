import {
  addDays,
  dayOfMonth,
  daysBetween,
  firstDay,
  type Day,
} from '../../domain/billing/calendar';
import type { DemoAccount } from './demo-account';
import { firstOrderDay, type DemoSetting } from './demo-setting';
import type { Settlement } from './demo-order';
import { makeCustomers } from './customers';
import type { OrderBook } from './order-book';
import type { Random } from './random';
import type { Settlements } from './settlements';

const CONTOSO_LICENSES = 300;
/** Orders of Contoso in the running month, and in each of the two before, all for the summary. */
const ORDERS_THIS_MONTH = 7;
const ORDERS_IN_EARLIER_MONTHS = 5;
const NORTHWIND_EVERY = 28;
/** Stock older than this has been sold. */
const OLDEST_STOCK_DAYS = 300;

/** Licenses that resellers bought to resell: `total` of them, in stock or assigned. */
export function makeResales(
  setting: DemoSetting,
  book: OrderBook,
  settlements: Settlements,
  random: Random,
  total: number,
): void {
  const { time, accounts } = setting;
  const { contoso, northwind } = accounts;
  const customers = makeCustomers(accounts, random);
  let left = total;

  for (const placedOn of recentDays())
    buy(contoso, placedOn, random.whole(1, 3), { how: 'SUMMARY' });
  buyOverTime(contoso, CONTOSO_LICENSES - (total - left));
  const others = accounts.resellers.filter((account) => account !== contoso);
  others.forEach((reseller, index) =>
    buyOverTime(reseller, Math.floor(left / (others.length - index))),
  );

  /** Spread over the running month as far as it has come, and over the two before. */
  function recentDays(): Day[] {
    const days: Day[] = [];
    const past = dayOfMonth(time.today) - 1;
    for (let order = 0; order < ORDERS_THIS_MONTH; order += 1)
      days.push(addDays(time.today, -Math.floor((past * order) / (ORDERS_THIS_MONTH - 1))));
    for (const monthsAgo of [1, 2])
      for (let order = 0; order < ORDERS_IN_EARLIER_MONTHS; order += 1)
        days.push(addDays(firstDay(time.monthsAgo(monthsAgo)), 2 + 5 * order));
    return days;
  }

  function buyOverTime(reseller: DemoAccount, count: number): void {
    const start = firstOrderDay(time);
    for (let bought = 0; bought < count;) {
      const licenses = Math.min(count - bought, random.whole(1, 8));
      const days = daysBetween(start, time.yesterday);
      buy(reseller, addDays(start, random.whole(0, days)), licenses);
      bought += licenses;
    }
  }

  function buy(account: DemoAccount, placedOn: Day, licenses: number, given?: Settlement): void {
    const monthly = given !== undefined || random.chance(0.88);
    const settlement = given ?? settlements.of(account, placedOn, monthly, true);
    const placedAt = time.morning(placedOn, random);
    const withdrawn = settlement.how === 'VOID' || settlement.how === 'CREDITED';
    book.purchase({ account, placedOn, placedAt, licenses, monthly, settlement }, () => {
      left -= 1;
      const assignedOn = withdrawn ? placedOn : assignmentOf(placedOn);
      if (assignedOn === null)
        return { customer: null, assignedAt: null, origin: 'RESOLD', status: 'UNASSIGNED' };
      const customer =
        account === contoso && left % NORTHWIND_EVERY === 0
          ? northwind
          : customers.of(account, assignedOn);
      const assignedAt = time.afternoon(assignedOn, random);
      return { customer, assignedAt, origin: 'RESOLD', status: 'READY' };
    });
  }

  /** When a license was assigned; null while it is in stock. */
  function assignmentOf(placedOn: Day): Day | null {
    const mayBeInStock = placedOn > addDays(time.today, -OLDEST_STOCK_DAYS);
    if (mayBeInStock && random.chance(0.3)) return null;
    const assignedOn = addDays(placedOn, random.chance(0.4) ? 0 : random.whole(1, 45));
    return assignedOn > time.yesterday ? null : assignedOn;
  }
}
