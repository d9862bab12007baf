import { addDays, firstDay, monthOf, nextMonth, type Day, type Month } from '../../domain/billing/calendar';
import { describeCharge, leaseCharge } from '../../domain/billing/lease-charge';
import type { DemoAccount } from './demo-account';
import type { DemoInvoice, DemoInvoiceLine } from './demo-invoice';
import { leaseNumber, type DemoLease } from './demo-license';
import type { DemoOrder } from './demo-order';
import { firstLeaseDay, firstOrderDay, type DemoSetting } from './demo-setting';
import { defaulterAmong } from './lease-payers';
import { Ledger } from './ledger';
import { Payers } from './payers';
import { Random } from './random';

/** Minutes into the 1st at which the billing run issues and charges. */
const RUN_MINUTE = 5;
const TRANSFER_DAYS = 14;
const SUMMARY_DAYS = 30;
const LEASE_DAYS = 7;
/** Summaries that Contoso has not paid, the newest ones. */
const UNPAID_BY_CONTOSO = 2;

interface Event {
  readonly at: Date;
  readonly happen: () => void;
}

/** Issues every invoice in the order of time, and pays what was paid. */
export function makeBilling(
  { time, accounts }: DemoSetting,
  orders: readonly DemoOrder[],
  leases: readonly DemoLease[],
): Ledger {
  const random = new Random('billing');
  const ledger = new Ledger(time);
  const payers = new Payers(time, ledger, random);
  const defaulter = defaulterAmong(accounts);
  const leasesOf = new Map<DemoAccount, DemoLease[]>();
  for (const lease of leases) {
    const list = leasesOf.get(lease.provider);
    if (list) list.push(lease);
    else leasesOf.set(lease.provider, [lease]);
  }
  const events: Event[] = [];
  for (const order of orders) {
    events.push({ at: order.placedAt, happen: () => billOrder(order) });
  }
  for (let month = monthOf(firstOrderDay(time)); month < time.thisMonth; month = nextMonth(month)) {
    const period = month;
    const at = time.at(firstDay(nextMonth(month)), RUN_MINUTE);
    events.push({ at, happen: () => runBilling(period, at) });
  }
  // Credit notes join while the rest happens, so the order is found anew each time one does.
  inOrder();
  for (let next = 0; next < events.length; next += 1) events[next]!.happen();
  ledger.close();
  return ledger;

  function inOrder(): void {
    events.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  function billOrder(order: DemoOrder): void {
    const { account, placedOn, placedAt, monthly, settlement } = order;
    const lines = order.lines.map((line) => ({ ...line, lease: null }));
    const invoice = ledger.issue({
      account,
      kind: 'STANDARD',
      period: null,
      issuedOn: placedOn,
      issuedAt: placedAt,
      dueOn: dueDayOf(order),
      awaitsSummary: monthly,
      lines,
    });
    payers.settle(invoice, settlement);
    if (settlement.how !== 'CREDITED') return;
    const at = time.afternoon(addDays(placedOn, settlement.afterDays), random);
    events.push({ at, happen: () => credit(invoice, at) });
    inOrder();
  }

  /** What waits for its summary is due with it. */
  function dueDayOf({ placedOn, monthly, settlement }: DemoOrder): Day {
    if (monthly) return addDays(firstDay(nextMonth(monthOf(placedOn))), SUMMARY_DAYS);
    return settlement.how === 'AT_ONCE' ? placedOn : addDays(placedOn, TRANSFER_DAYS);
  }

  /** Takes an invoice back, line by line, in the series of the invoices (R54, R57). */
  function credit(invoice: DemoInvoice, at: Date): void {
    const issuedOn = addDays(invoice.issuedOn, Math.floor((at.getTime() - invoice.issuedAt.getTime()) / 86_400_000));
    const lines = invoice.lines.map((line): DemoInvoiceLine => ({
      ...line,
      amount: -line.amount,
      explanation: `Credit of invoice ${invoice.number}`,
    }));
    const { account } = invoice;
    const note = ledger.issue({
      account,
      kind: 'CREDIT_NOTE',
      period: null,
      issuedOn,
      issuedAt: at,
      dueOn: issuedOn,
      awaitsSummary: false,
      lines,
    });
    note.status = 'PAID';
    invoice.status = 'CREDITED';
  }

  /** The run of the 1st: a reseller's summary and a provider's lease invoice are two documents (R51). */
  function runBilling(period: Month, at: Date): void {
    for (const account of accounts.all) {
      if (account.reseller) summarize(account, period, at);
      if (account.leaseProvider && firstDay(period) >= firstLeaseDay(time)) billLeases(account, period, at);
    }
  }

  function summarize(account: DemoAccount, period: Month, at: Date): void {
    const dueOn = addDays(firstDay(nextMonth(period)), SUMMARY_DAYS);
    const summary = ledger.issueSummary(account, period, at, dueOn);
    if (summary === null) return;
    if (account === accounts.contoso && period >= time.monthsAgo(UNPAID_BY_CONTOSO)) return;
    const afterDays = random.whole(4, 24);
    payers.settle(
      summary,
      random.chance(0.5)
        ? { how: 'TRANSFER', afterDays, half: false }
        : { how: 'CARD', afterDays, refusals: random.chance(0.12) ? 1 : 0 },
    );
  }

  function billLeases(account: DemoAccount, period: Month, at: Date): void {
    const lines: DemoInvoiceLine[] = [];
    for (const lease of leasesOf.get(account) ?? []) {
      const line = lineOf(lease, period);
      if (line) lines.push(line);
    }
    if (lines.length === 0) return;
    const issuedOn = firstDay(nextMonth(period));
    const dueOn = addDays(issuedOn, LEASE_DAYS);
    const awaitsSummary = false;
    const invoice = ledger.issue({ account, kind: 'LEASE', period, issuedOn, issuedAt: at, dueOn, awaitsSummary, lines });
    payers.automatically(invoice, refusalsOf(account, period));
  }

  function refusalsOf(account: DemoAccount, period: Month): number {
    if (account === defaulter) return period === time.monthsAgo(1) ? 4 : 0;
    if (account === accounts.fabrikam) return period === time.monthsAgo(4) ? 1 : 0;
    return random.chance(0.12) ? random.whole(1, 3) : 0;
  }

  function lineOf(lease: DemoLease, period: Month): DemoInvoiceLine | null {
    const terms = lease.terms.map(({ validFrom, monthlyPrice }) => ({ from: validFrom, monthlyPrice }));
    const { startedOn, stoppedOn, license, customerEmail, provider } = lease;
    const charge = leaseCharge(period, { startedOn, stoppedOn, terms });
    if (charge === null) return null;
    const last = charge.segments[charge.segments.length - 1]!;
    const term = lease.terms.findLast(({ validFrom }) => validFrom <= last.to)!;
    const description = `Lease ${leaseNumber(lease)}: ${term.product.name} for ${customerEmail}`;
    const explanation = describeCharge(charge, provider.currency);
    return { description, explanation, amount: charge.amount, license, lease };
  }
}
