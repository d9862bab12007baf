import { firstDay, nextMonth, type Day, type Month } from '../../domain/billing/calendar';
import type { InvoiceKind } from '../../domain/billing/invoice';
import { documentTotals, isUnpaid, type DocumentTotals } from '../../domain/billing/invoice-totals';
import { monthlySummary } from '../../domain/billing/summary';
import type { DemoAccount } from './demo-account';
import type { DemoInvoice, DemoInvoiceLine, DemoPayment } from './demo-invoice';
import type { DemoTime } from './demo-time';

interface Draft {
  readonly account: DemoAccount;
  readonly kind: InvoiceKind;
  readonly period: Month | null;
  readonly issuedOn: Day;
  readonly issuedAt: Date;
  readonly dueOn: Day;
  readonly awaitsSummary: boolean;
  readonly lines: readonly DemoInvoiceLine[];
}

/** Issues invoices in the order of time, and books payments. */
export class Ledger {
  readonly invoices: DemoInvoice[] = [];
  readonly payments: DemoPayment[] = [];
  private readonly lastNumbers = new Map<string, number>();
  private readonly byMonth = new Map<string, DemoInvoice[]>();
  private readonly onSummary = new Map<DemoInvoice, readonly DemoInvoice[]>();

  constructor(private readonly time: DemoTime) {}

  issue(
    draft: Draft,
    totals: DocumentTotals = documentTotals(draft.lines, draft.account.tax),
  ): DemoInvoice {
    const invoice: DemoInvoice = {
      ...draft,
      ...totals,
      id: this.invoices.length + 1,
      number: this.nextNumber(draft.issuedOn.slice(0, 4)),
      status: 'OPEN',
      paid: 0n,
      credited: 0n,
      creditApplied: 0n,
      creditKept: 0n,
      refunded: 0n,
      correctsInvoiceId: null,
      summaryInvoiceId: null,
      orderReference: null,
    };
    this.invoices.push(invoice);
    if (invoice.awaitsSummary)
      this.waitingOf(invoice.account, invoice.issuedOn.slice(0, 7)).push(invoice);
    return invoice;
  }

  /** The summary of a reseller's month, which is over; null when nothing waits for it (R50). */
  issueSummary(
    account: DemoAccount,
    period: Month,
    issuedAt: Date,
    dueOn: Day,
  ): DemoInvoice | null {
    const summary = monthlySummary(period, this.waitingOf(account, period));
    if (summary === null) return null;
    const lines = summary.lines.map(({ invoice, description, amount }) => ({
      description,
      amount,
      explanation: null,
      license: null,
      lease: null,
      summarizes: invoice,
    }));
    const issuedOn = firstDay(nextMonth(period));
    const draft: Draft = {
      account,
      kind: 'SUMMARY',
      period,
      issuedOn,
      issuedAt,
      dueOn,
      awaitsSummary: false,
      lines,
    };
    // Not computed anew: the summary asks for exactly what its invoices ask for.
    const { subtotal, tax, total } = summary;
    const issued = this.issue(draft, { subtotal, tax, total });
    const collected = summary.lines.map(({ invoice }) => invoice);
    for (const invoice of collected) invoice.summaryInvoiceId = issued.id;
    this.onSummary.set(issued, collected);
    return issued;
  }

  /** Books an attempt to pay, if it has happened by now; a summary that is paid pays its invoices. */
  book(payment: DemoPayment): void {
    const { invoice, amount, failure, at } = payment;
    if (at > this.time.now) return;
    this.payments.push(payment);
    if (failure !== null) return;
    invoice.paid += amount;
    if (invoice.paid === invoice.total) {
      invoice.status = 'PAID';
      for (const collected of this.onSummary.get(invoice) ?? []) {
        collected.status = 'PAID';
        collected.paid = collected.total;
      }
    }
  }

  /** Puts the payments in order, and calls overdue what should have been paid by today. */
  close(): void {
    this.payments.sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const invoice of this.invoices)
      if (isUnpaid(invoice.status) && invoice.dueOn < this.time.today) invoice.status = 'OVERDUE';
  }

  private nextNumber(year: string): string {
    const number = (this.lastNumbers.get(year) ?? 0) + 1;
    this.lastNumbers.set(year, number);
    return `INV-${year}-${String(number).padStart(6, '0')}`;
  }

  private waitingOf(account: DemoAccount, month: string): DemoInvoice[] {
    const key = `${account.id} ${month}`;
    const list = this.byMonth.get(key) ?? [];
    this.byMonth.set(key, list);
    return list;
  }
}
