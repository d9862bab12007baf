import { addDays } from '../../domain/billing/calendar';
import type { DemoLicense } from './demo-license';
import type { DemoSetting } from './demo-setting';
import type { OrderBook } from './order-book';
import type { Random } from './random';
import type { Settlements } from './settlements';

/** Before the first renewal, so that the renewal is for the larger product. */
const FIRST_DAY = 30;
const LAST_DAY = 290;

/** Some bought licences grew: to the next level, or to Enterprise (R23). */
export function makeModifications(
  { time, catalogue }: DemoSetting,
  book: OrderBook,
  settlements: Settlements,
  random: Random,
): void {
  for (const license of book.licenses) if (random.chance(0.07)) grow(license);

  function grow(license: DemoLicense): void {
    const { payer: account, product: from, status } = license;
    const placedOn = addDays(license.createdOn, random.whole(FIRST_DAY, LAST_DAY));
    const enterprise = from.edition === 'PROFESSIONAL' && random.chance(0.35);
    const to = enterprise ? catalogue.otherEdition(from) : catalogue.nextLevel(from, 1);
    if (status !== 'READY' || to === null || placedOn > time.yesterday) return;
    const placedAt = time.morning(placedOn, random);
    if (license.assignedAt !== null && license.assignedAt >= placedAt) return;
    const monthly = account.reseller && random.chance(0.9);
    const settlement = settlements.of(account, placedOn, monthly, false);
    const lines = [book.lines.modification(license, from, to, placedOn)];
    book.orders.push({ account, placedOn, placedAt, lines, monthly, settlement });
    license.product = to;
    license.lastChange = { at: placedAt, to: 'MORE' };
  }
}
