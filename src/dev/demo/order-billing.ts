import { SUMMARY_DAYS } from '../../domain/billing/billing-month';
import { addDays, firstDay, monthOf, nextMonth, type Day } from '../../domain/billing/calendar';
import { keptAsCredit } from '../../domain/billing/account-credit';
import { creditNoteOf } from '../../domain/billing/credit-note';
import type { DemoInvoice } from './demo-invoice';
import type { DemoOrder } from './demo-order';
import type { Ledger } from './ledger';
import type { Payers } from './payers';

const TRANSFER_DAYS = 14;

/** Standard invoices, each issued with its order, and the credit notes that take some back. */
export class OrderBilling {
  /** The invoice of each order, in the order of time. */
  readonly invoices = new Map<DemoOrder, DemoInvoice>();

  constructor(
    private readonly ledger: Ledger,
    private readonly payers: Payers,
  ) {}

  bill(order: DemoOrder): void {
    const { account, placedOn, placedAt, monthly, settlement } = order;
    const invoice = this.ledger.issue({
      account,
      kind: 'STANDARD',
      period: null,
      issuedOn: placedOn,
      issuedAt: placedAt,
      dueOn: dueDayOf(order),
      awaitsSummary: monthly,
      lines: order.lines.map(
        ({ description, explanation, amount, license, product, quantity }) => ({
          description,
          explanation,
          amount,
          license,
          lease: null,
          product,
          quantity,
        }),
      ),
    });
    this.invoices.set(order, invoice);
    this.payers.settle(invoice, settlement);
  }

  /**
   * Takes a part of a paid invoice back: what was paid of it is credit of the account from then on.
   *
   * @param amount - minor units, tax included @throws RangeError when the order has not been billed
   */
  creditInPart(order: DemoOrder, amount: bigint, issuedOn: Day, issuedAt: Date): void {
    const invoice = this.invoices.get(order);
    if (!invoice) throw new RangeError('Nothing to credit');
    const said = creditNoteOf(invoice, amount, 'Goodwill for an outage of the download server');
    const { description, explanation, subtotal, tax, total } = said;
    const note = this.ledger.issue(
      {
        account: invoice.account,
        kind: 'CREDIT_NOTE',
        period: null,
        issuedOn,
        issuedAt,
        dueOn: issuedOn,
        awaitsSummary: false,
        lines: [{ description, explanation, amount: subtotal, license: null, lease: null }],
      },
      { subtotal, tax, total },
    );
    note.status = 'PAID';
    note.credited = note.total;
    note.correctsInvoiceId = invoice.id;
    invoice.credited += amount;
    const kept = keptAsCredit(invoice).invoice;
    invoice.paid = kept.paid;
    invoice.creditKept = kept.creditKept;
  }

  /**
   * Takes an order's invoice back, line by line, in the series of the invoices (R54, R57).
   *
   * @throws RangeError when the order has not been billed
   */
  credit(order: DemoOrder, issuedOn: Day, issuedAt: Date): void {
    const invoice = this.invoices.get(order);
    if (!invoice) throw new RangeError('Nothing to credit');
    const note = this.ledger.issue({
      account: invoice.account,
      kind: 'CREDIT_NOTE',
      period: null,
      issuedOn,
      issuedAt,
      dueOn: issuedOn,
      awaitsSummary: false,
      lines: invoice.lines.map((line) => ({
        ...line,
        amount: -line.amount,
        explanation: `Credit of invoice ${invoice.number}`,
      })),
    });
    // Each settles the other: neither asks for money any more.
    note.status = 'PAID';
    note.credited = note.total;
    note.correctsInvoiceId = invoice.id;
    invoice.status = 'CREDITED';
    invoice.credited = invoice.total;
  }
}

/** What waits for its summary is due with it. */
function dueDayOf({ placedOn, monthly, settlement }: DemoOrder): Day {
  if (monthly) return addDays(firstDay(nextMonth(monthOf(placedOn))), SUMMARY_DAYS);
  return settlement.how === 'AT_ONCE' ? placedOn : addDays(placedOn, TRANSFER_DAYS);
}
