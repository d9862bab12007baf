import { addDays, type Day } from '../../domain/billing/calendar';
import type { DemoLicense } from './demo-license';
import type { DemoSetting } from './demo-setting';
import type { OrderBook } from './order-book';
import type { Random } from './random';
import type { Settlements } from './settlements';

/** Before the first renewal, so that the renewal is for the larger product. */
const FIRST_DAY = 30;
const LAST_DAY = 290;

/** Some bought licenses grew: to the next level, or to Enterprise (R23). */
export function makeModifications(
  { time, catalog, accounts }: DemoSetting,
  book: OrderBook,
  settlements: Settlements,
  random: Random,
): void {
  const { northwind } = accounts;
  const eldest = addDays(time.today, -LAST_DAY);
  const latest = addDays(time.today, -FIRST_DAY);
  const northwinds = book.licenses.find(
    ({ payer, createdOn, status, product }) =>
      payer === northwind &&
      createdOn > eldest &&
      createdOn < latest &&
      status === 'READY' &&
      catalog.nextLevel(product, 1) !== null,
  );
  if (northwinds) grow(northwinds, addDays(time.today, -2));
  for (const license of book.licenses)
    if (license !== northwinds && random.chance(0.07))
      grow(license, addDays(license.createdOn, random.whole(FIRST_DAY, LAST_DAY)));

  function grow(license: DemoLicense, placedOn: Day): void {
    const { payer: account, product: from, status } = license;
    const enterprise = from.edition === 'PROFESSIONAL' && random.chance(0.35);
    const to = enterprise ? catalog.otherEdition(from) : catalog.nextLevel(from, 1);
    if (status !== 'READY' || to === null || placedOn > time.yesterday) return;
    const placedAt = time.morning(placedOn, random);
    if (license.assignedAt !== null && license.assignedAt >= placedAt) return;
    const monthly = account.reseller && random.chance(0.9);
    const settlement = settlements.of(account, placedOn, monthly, false);
    const lines = [book.lines.modification(license, from, to, placedOn)];
    book.orders.push({ account, placedOn, placedAt, lines, monthly, settlement });
    license.product = to;
    const before = { product: from, addOns: license.addOns };
    license.lastChange = { at: placedAt, to: 'MORE', from: before };
    license.changes.push({ at: placedAt, field: 'product', from: from.name, to: to.name });
  }
}
