import { SUMMARY_DAYS } from '../../domain/billing/billing-month';
import { addDays, firstDay, monthOf, nextMonth } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import type { InvoiceParty } from '../../domain/billing/invoice-party';
import { formatMinor } from '../../domain/billing/money';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import type { BilledAccount } from '../invoice/billed-account.repository';
import {
  InvoiceIssueRepository,
  type DraftLine,
  type InvoiceDraft,
} from '../invoice/invoice-issue.repository';
import { mailedDraft } from '../invoice/mailed-invoice';
import type { FulfilHow } from '../payment/order-hooks';
import type { Notifier } from '../mail/notifier';
import { OrderWritesRepository, type LockedOrder } from './order-writes.repository';

/** Issues the invoice of an order, and with it places the order. */
export class OrderInvoice {
  constructor(
    private readonly notifier: Notifier,
    private readonly timeZone: string,
    private readonly seller: InvoiceParty,
  ) {}

  /** @returns the key of the invoice. */
  async issue(
    unit: Unit,
    scope: Scope,
    account: BilledAccount,
    order: LockedOrder,
    lines: readonly DraftLine[],
    now: Date,
    { dryRun, on }: FulfilHow,
  ): Promise<number> {
    const monthly = order.billing === 'MONTHLY_SUMMARY';
    const today = on ?? dayOf(now, this.timeZone);
    const draft: InvoiceDraft = {
      accountId: account.pk,
      seller: this.seller,
      buyer: order.buyer,
      kind: 'STANDARD',
      period: null,
      issuedOn: today,
      // What waits for its summary is due with it.
      dueOn: monthly ? addDays(firstDay(nextMonth(monthOf(today))), SUMMARY_DAYS) : today,
      currency: order.currency,
      taxRateBasisPoints: order.taxRateBasisPoints,
      taxNote: order.taxNote,
      awaitsSummary: monthly,
      correctsInvoiceId: null,
      subtotal: order.subtotal,
      tax: order.tax,
      total: order.total,
      lines,
    };
    const issued = await new InvoiceIssueRepository(unit.tx).issue(scope, [draft], now, dryRun);
    const [invoice] = issued;
    if (invoice === undefined) throw new Error('No invoice was issued');
    await new OrderWritesRepository(unit.tx).place(scope, order.pk, invoice.pk, now, dryRun);
    const total = formatMinor(order.total, order.currency);
    unit.audit({
      subject: new RowRef('Order', order.pk),
      accountId: account.pk,
      before: null,
      after: { billing: order.billing, total },
    });
    unit.audit({
      subject: new RowRef('Invoice', invoice.pk),
      accountId: account.pk,
      before: null,
      after: { kind: 'STANDARD', total },
    });
    // What is paid at once is told of by its receipt.
    if (monthly) await this.notify(unit, account, draft, invoice.number);
    return invoice.pk;
  }

  private async notify(
    unit: Unit,
    account: BilledAccount,
    draft: InvoiceDraft,
    number: string,
  ): Promise<void> {
    const { issuedOn, dueOn } = draft;
    await this.notifier.notify(unit, account.pk, { event: 'INVOICE_AWAITING_SUMMARY' }, () => ({
      parameters: { number, issuedOn, dueOn },
      amounts: mailedDraft(draft),
    }));
  }
}
