import {
  addDays,
  addMonths,
  dayInMonth,
  firstDay,
  monthOf,
  type Day,
} from '../../domain/billing/calendar';
import { renewed } from '../../domain/licensing/maintenance';
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
  readonly extended: { readonly license: DemoLicense; readonly from: Day; readonly to: Day }[];
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
  for (const { account, placedOn, lines, extended } of renewals.values()) {
    const monthly = account.reseller && random.chance(0.9);
    const settlement = settlements.of(account, placedOn, monthly, false);
    const placedAt = time.morning(placedOn, random);
    book.orders.push({ account, placedOn, placedAt, lines, monthly, settlement });
    for (const { license, from, to } of extended)
      license.changes.push({ at: placedAt, field: 'maintenanceEndsOn', from, to });
  }

  function renewUntilLapse(license: DemoLicense): void {
    const { maintenance, payer: account } = license;
    while (maintenance !== null) {
      const month = monthOf(addMonths(firstDay(monthOf(maintenance.to)), -1));
      const placedOn = dayInMonth(month, 8 + (account.id % 17));
      if (placedOn > time.yesterday || !random.chance(0.84)) return;
      // An early renewal goes on from the old end (R23).
      const before = maintenance.to;
      const { to } = renewed(maintenance);
      maintenance.to = to;
      const renewal = renewalOf(account, placedOn);
      renewal.lines.push(book.lines.renewal(license, addDays(before, 1), to, placedOn));
      renewal.extended.push({ license, from: before, to });
    }
  }

  function renewalOf(account: DemoAccount, placedOn: Day): Renewal {
    const key = `${account.id} ${placedOn}`;
    const renewal = renewals.get(key) ?? { account, placedOn, lines: [], extended: [] };
    renewals.set(key, renewal);
    return renewal;
  }
}
