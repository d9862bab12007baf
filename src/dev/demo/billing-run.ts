import type { ProductEntity } from '../../database/entities/product.entity';
import { LEASE_INVOICE_DAYS, SUMMARY_DAYS } from '../../domain/billing/billing-month';
import { addDays, firstDay, nextMonth, type Day, type Month } from '../../domain/billing/calendar';
import { leaseInvoiceOf, type InvoicedLease } from '../../domain/billing/lease-invoice';
import type { DemoAccount } from './demo-account';
import { leaseNumber, type DemoLease } from './demo-license';
import { firstLeaseDay, type DemoSetting } from './demo-setting';
import { defaulterAmong } from './lease-payers';
import type { Ledger } from './ledger';
import { ATTEMPTS, type Payers } from './payers';
import type { Random } from './random';

/** How many of its summaries Contoso has not paid: the newest. */
const UNPAID_BY_CONTOSO = 2;
/** Which of Fabrikam's lease invoices took two attempts. */
const FABRIKAM_REFUSED_MONTHS_AGO = 4;

/** The run of the 1st: a summary for each reseller, a lease invoice for each provider (R50, R51). */
export class DemoBillingRun {
  private readonly leasesOf = new Map<DemoAccount, DemoLease[]>();
  private readonly defaulter: DemoAccount;

  constructor(
    private readonly setting: DemoSetting,
    private readonly ledger: Ledger,
    private readonly payers: Payers,
    leases: readonly DemoLease[],
    private readonly random: Random,
  ) {
    this.defaulter = defaulterAmong(setting.accounts);
    for (const provider of setting.accounts.leaseProviders) this.leasesOf.set(provider, []);
    for (const lease of leases) this.leasesOf.get(lease.provider)?.push(lease);
  }

  /** Bills a month that is over. An account that is both kinds of partner gets two documents. */
  of(period: Month, at: Date): void {
    const { accounts, time } = this.setting;
    for (const account of accounts.all) {
      if (account.reseller) this.summarize(account, period, at);
      if (account.leaseProvider && firstDay(period) >= firstLeaseDay(time))
        this.billLeases(account, period, at);
    }
  }

  private summarize(account: DemoAccount, period: Month, at: Date): void {
    const { accounts, time } = this.setting;
    const { random } = this;
    const dueOn = addDays(firstDay(nextMonth(period)), SUMMARY_DAYS);
    const summary = this.ledger.issueSummary(account, period, at, dueOn);
    if (summary === null) return;
    if (account === accounts.contoso && period >= time.monthsAgo(UNPAID_BY_CONTOSO)) return;
    const afterDays = random.whole(4, 24);
    this.payers.settle(
      summary,
      random.chance(0.5)
        ? { how: 'TRANSFER', afterDays, half: false }
        : { how: 'CARD', afterDays, refusals: random.chance(0.12) ? 1 : 0 },
    );
  }

  private billLeases(account: DemoAccount, period: Month, issuedAt: Date): void {
    const leases = (this.leasesOf.get(account) ?? []).map(invoicedLease);
    const billed = leaseInvoiceOf(period, leases, account);
    if (billed === null) return;
    const issuedOn = firstDay(nextMonth(period));
    const lines = billed.lines.map(({ lease: { lease }, charge, ...line }) => ({
      description: line.description,
      explanation: line.explanation,
      amount: line.amount,
      license: lease.license,
      lease,
      product: productOn(lease, charge.segments.at(-1)?.to),
      segments: charge.segments,
    }));
    const invoice = this.ledger.issue({
      account,
      kind: 'LEASE',
      period,
      issuedOn,
      issuedAt,
      dueOn: addDays(issuedOn, LEASE_INVOICE_DAYS),
      awaitsSummary: false,
      lines,
    });
    this.payers.automatically(invoice, this.refusalsOf(account, period));
  }

  /** How often the card is refused before it is charged. */
  private refusalsOf(account: DemoAccount, period: Month): number {
    const { accounts, time } = this.setting;
    if (account === this.defaulter) return period === time.monthsAgo(1) ? ATTEMPTS : 0;
    if (account === accounts.fabrikam)
      return period === time.monthsAgo(FABRIKAM_REFUSED_MONTHS_AGO) ? 1 : 0;
    return this.random.chance(0.12) ? this.random.whole(1, ATTEMPTS - 1) : 0;
  }
}

/** What was on lease on a day. */
export const productOn = ({ terms }: DemoLease, day: Day | undefined): ProductEntity | null =>
  terms.findLast(({ validFrom }) => day !== undefined && validFrom <= day)?.product ?? null;

/** A lease as its invoice sees it. */
const invoicedLease = (lease: DemoLease): InvoicedLease & { readonly lease: DemoLease } => ({
  lease,
  key: lease.id,
  number: leaseNumber(lease),
  customerEmail: lease.customerEmail,
  startedOn: lease.startedOn,
  stoppedOn: lease.stoppedOn,
  terms: lease.terms.map(({ validFrom, monthlyPrice, product }) => ({
    from: validFrom,
    monthlyPrice,
    productName: product.name,
  })),
});
