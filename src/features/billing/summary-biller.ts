import { SUMMARY_DAYS } from '../../domain/billing/billing-month';
import { addDays, type Month } from '../../domain/billing/calendar';
import { partyOf, type InvoiceParty } from '../../domain/billing/invoice-party';
import { sum } from '../../domain/billing/money';
import { moneyText } from '../../domain/billing/money-text';
import { monthlySummary } from '../../domain/billing/summary';
import { taxTotals } from '../../domain/billing/tax-totals';
import { PlainError } from '../../domain/plain-error';
import type { Queries, Transaction } from '../../database/database';
import type { Scope, SystemScope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { IssuedInvoice } from '../invoice/invoice-issue.repository';
import { SummaryFactsRepository, type WaitingInvoice } from './summary-facts.repository';
import type {
  AccountPage,
  Biller,
  DueTotal,
  BilledMonth,
  MonthlyDraft,
  Waiting,
} from './billing.types';
import { BillableRepository } from './billable.repository';

/** A summary with the invoices that it collects. */
interface SummaryDraft extends MonthlyDraft {
  readonly kind: 'SUMMARY';
  readonly collects: readonly WaitingInvoice[];
}

/** Said where invoices of one month were taxed at different rates. */
const RATES_DIFFER = 'Tax as on the invoices summarized.';

/** One summary for every reseller with invoices of the month that wait for it (R50). */
export class SummaryBiller implements Biller<SummaryDraft> {
  readonly kind = 'SUMMARY';
  readonly event = 'SUMMARY_INVOICE_CREATED';

  constructor(
    private readonly database: Queries,
    private readonly seller: InvoiceParty,
  ) {}

  /** All resellers, since one may be ordering; and who has something that waits, reseller or no more. */
  candidates(scope: SystemScope, month: Month, page: AccountPage): Promise<number[]> {
    return new BillableRepository(this.database).resellers(scope, month, page);
  }

  totals(scope: SystemScope, month: Month): Promise<DueTotal[]> {
    return new BillableRepository(this.database).waiting(scope, month);
  }

  async drafts(
    tx: Transaction,
    scope: Scope,
    accounts: readonly BilledAccount[],
    billed: BilledMonth,
  ): Promise<{ readonly drafts: readonly SummaryDraft[]; readonly waiting: readonly Waiting[] }> {
    const keys = accounts.map(({ pk }) => pk);
    const facts = await new SummaryFactsRepository(tx).waiting(scope, keys, billed.month);
    const waiting: Waiting[] = [];
    const drafts: SummaryDraft[] = [];
    for (const account of accounts) {
      const invoices = facts.filter(({ accountId }) => accountId === account.pk);
      const paying = invoices.find(({ paymentPending }) => paymentPending);
      if (paying === undefined) drafts.push(...this.draftOf(account, invoices, billed));
      else
        waiting.push({
          accountId: account.pk,
          why: `a payment of invoice ${paying.number} has not been settled`,
        });
    }
    return { drafts, waiting };
  }

  /** The invoices are on it from now on. */
  async issued(
    unit: Unit,
    scope: Scope,
    issued: readonly IssuedInvoice<SummaryDraft>[],
  ): Promise<void> {
    const [first] = issued;
    if (first === undefined) return;
    await new SummaryFactsRepository(unit.tx).collect(
      scope,
      first.draft.period,
      issued.flatMap(({ draft }) => draft.collects.map(({ pk }) => pk)),
    );
    for (const { number, draft } of issued)
      for (const one of draft.collects)
        unit.audit({
          subject: new RowRef('Invoice', one.pk),
          accountId: draft.accountId,
          before: { summary: null },
          after: { summary: number },
        });
  }

  private draftOf(
    account: BilledAccount,
    invoices: readonly WaitingInvoice[],
    { month, on }: BilledMonth,
  ): SummaryDraft[] {
    const summary = monthlySummary(month, invoices);
    if (summary === null) return [];
    const collects = summary.lines.map(({ invoice }) => invoice);
    const [first] = collects;
    const currency = first?.currency ?? account.currency;
    const other = collects.find((one) => one.currency !== currency);
    if (other !== undefined) throw new PlainError(`invoice ${other.number} is not in ${currency}`);
    const taxes = taxTotals(
      collects.map((one) => ({
        rateInBasisPoints: one.taxRateBasisPoints,
        note: one.taxNote,
        subtotal: one.subtotal,
        tax: one.tax,
      })),
    );
    const [alike] = taxes.length === 1 ? taxes : [];
    const { subtotal, tax, total } = summary;
    const buyer = partyOf(account);
    return [
      {
        collects,
        accountId: account.pk,
        seller: this.seller,
        buyer,
        kind: 'SUMMARY',
        period: month,
        issuedOn: on,
        dueOn: addDays(on, SUMMARY_DAYS),
        currency,
        taxRateBasisPoints: alike?.rateInBasisPoints ?? 0,
        taxNote: alike === undefined ? RATES_DIFFER : alike.note,
        ...(alike === undefined ? { taxes } : {}),
        // What credit notes took back, it does not ask for either.
        credited: sum(collects.map((one) => one.credited)),
        awaitsSummary: false,
        correctsInvoiceId: null,
        subtotal,
        tax,
        total,
        lines: summary.lines.map(({ invoice, description, amount }) => ({
          description,
          explanation: explained(invoice, buyer),
          quantity: 1,
          amount,
          licenseId: null,
          leaseId: null,
          summarizedInvoiceId: invoice.pk,
        })),
      },
    ];
  }
}

/** What the summary's own buyer and lines do not say of an invoice; null for nothing. */
function explained({ buyer, credited, currency }: WaitingInvoice, of: InvoiceParty): string | null {
  const said: string[] = [];
  if (buyer.country !== of.country || buyer.vatNumber !== of.vatNumber)
    said.push(
      `Issued to ${buyer.name}, ${buyer.vatNumber ?? buyer.country}, and taxed accordingly.`,
    );
  if (credited !== 0n)
    said.push(
      `${moneyText(credited, currency)} of it, tax included, was credited before and is not charged.`,
    );
  return said.length === 0 ? null : said.join(' ');
}
