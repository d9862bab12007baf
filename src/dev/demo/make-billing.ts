import { addDays, firstDay, monthOf, nextMonth } from '../../domain/billing/calendar';
import { sum } from '../../domain/billing/money';
import { DemoBillingRun } from './billing-run';
import type { DemoInvoice } from './demo-invoice';
import type { DemoLease } from './demo-license';
import type { DemoOrder } from './demo-order';
import { firstOrderDay, type DemoSetting } from './demo-setting';
import { Ledger } from './ledger';
import { OrderBilling } from './order-billing';
import { Payers } from './payers';
import { Random } from './random';

/** Minutes into the 1st at which the billing run issues and charges. */
const RUN_MINUTE = 5;

/** What Northwind was credited of something that it had paid, in minor units. */
const GOODWILL = 12_000n;

/** An order of Northwind that was paid at once, long enough ago, and is large enough. */
const isPaidBy = (
  { accounts, time }: DemoSetting,
  { account, placedOn, lines, settlement }: DemoOrder,
): boolean =>
  account === accounts.northwind &&
  settlement.how === 'AT_ONCE' &&
  placedOn < addDays(time.yesterday, -1) &&
  sum(lines.map(({ amount }) => amount)) > GOODWILL;

interface Event {
  readonly at: Date;
  readonly happen: () => void;
}

/** What was issued and paid, and which invoice each order got, in the order of time. */
interface Billed {
  readonly ledger: Ledger;
  readonly billed: ReadonlyMap<DemoOrder, DemoInvoice>;
}

/** Issues every invoice in the order of time, and pays what was paid. */
export function makeBilling(
  setting: DemoSetting,
  orders: readonly DemoOrder[],
  leases: readonly DemoLease[],
): Billed {
  const { time } = setting;
  const random = new Random('billing');
  const ledger = new Ledger(time);
  const payers = new Payers(time, ledger, random);
  const billing = new OrderBilling(ledger, payers);
  const run = new DemoBillingRun(setting, ledger, payers, leases, random);

  const events: Event[] = [];
  for (const order of orders) {
    const { placedAt, placedOn, settlement } = order;
    events.push({ at: placedAt, happen: () => billing.bill(order) });
    if (settlement.how !== 'CREDITED') continue;
    const day = addDays(placedOn, settlement.afterDays);
    const at = time.afternoon(day, random);
    events.push({ at, happen: () => billing.credit(order, day, at) });
  }
  // One account is in credit.
  const partly = [...orders].reverse().find((order) => isPaidBy(setting, order));
  if (partly !== undefined) {
    const day = addDays(partly.placedOn, 1);
    const at = time.afternoon(day, new Random('goodwill'));
    events.push({ at, happen: () => billing.creditInPart(partly, GOODWILL, day, at) });
  }
  for (let month = monthOf(firstOrderDay(time)); month < time.thisMonth; month = nextMonth(month)) {
    const period = month;
    const at = time.at(firstDay(nextMonth(period)), RUN_MINUTE);
    events.push({ at, happen: () => run.of(period, at) });
  }
  events.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const event of events) event.happen();
  ledger.close();
  return { ledger, billed: billing.invoices };
}
