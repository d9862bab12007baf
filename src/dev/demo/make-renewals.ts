import {
  addDays,
  addMonths,
  dayInMonth,
  firstDay,
  monthOf,
  type Day,
} from '../../domain/billing/calendar';
import type { DemoAccount } from './demo-account';
import type { DemoLicense } from './demo-license';
import type { OrderLine } from './demo-order';
import type { DemoSetting } from './demo-setting';
import type { OrderBook } from './order-book';
import type { Random } from './random';
import type { Settlements } from './settlements';

/** What an account renews in one month goes on one order. */
interface Renewal {
  readonly account: DemoAccount;
  readonly placedOn: Day;
  readonly lines: OrderLine[];
}

/** Maintenance and Support renewed in the month before it ends, or left to lapse. */
export function makeRenewals(
  { time }: DemoSetting,
  book: OrderBook,
  settlements: Settlements,
  random: Random,
): void {
  const renewals = new Map<string, Renewal>();
  for (const license of book.licenses)
    if (license.status !== 'UNASSIGNED' && license.status !== 'ENDED') renewUntilLapse(license);
  for (const { account, placedOn, lines } of renewals.values()) {
    const monthly = account.reseller && random.chance(0.9);
    const settlement = settlements.of(account, placedOn, monthly, false);
    const placedAt = time.morning(placedOn, random);
    book.orders.push({ account, placedOn, placedAt, lines, monthly, settlement });
  }

  function renewUntilLapse(license: DemoLicense): void {
    const { maintenance, payer: account } = license;
    for (let years = 2; maintenance !== null; years += 1) {
      const month = monthOf(addMonths(firstDay(monthOf(maintenance.to)), -1));
      const placedOn = dayInMonth(month, 8 + (account.id % 17));
      if (placedOn > time.yesterday || !random.chance(0.84)) return;
      // An early renewal goes on from the old end (R23).
      const from = addDays(maintenance.to, 1);
      maintenance.to = addDays(addMonths(license.createdOn, 12 * years), -1);
      renewalOf(account, placedOn).lines.push(
        book.lines.renewal(license, from, maintenance.to, placedOn),
      );
    }
  }

  function renewalOf(account: DemoAccount, placedOn: Day): Renewal {
    const key = `${account.id} ${placedOn}`;
    const renewal = renewals.get(key) ?? { account, placedOn, lines: [] };
    renewals.set(key, renewal);
    return renewal;
  }
}
