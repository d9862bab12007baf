import { addDays, type Day } from '../../domain/billing/calendar';
import type { DemoInvoice } from './demo-invoice';
import type { Settlement } from './demo-order';
import type { DemoTime } from './demo-time';
import type { Ledger } from './ledger';
import type { Random } from './random';

/** Minutes into a day at which cards on file are charged. */
const CHARGE_MINUTE = 15;

const REFUSALS = [
  'The card was declined by its bank.',
  'The card has not enough funds.',
  'The card’s bank could not be reached.',
] as const;

/** Days after the invoice's on which its automatic payment is tried. */
export const ATTEMPT_DAYS = [0, 3, 5, 7] as const;
/** Automatic attempts on an invoice; then it is overdue (R53). */
export const ATTEMPTS = ATTEMPT_DAYS.length;

/** Pays invoices, or tries to, in the ways that customers do. */
export class Payers {
  constructor(
    private readonly time: DemoTime,
    private readonly ledger: Ledger,
    private readonly random: Random,
  ) {}

  /** Pays an order's invoice as was settled. What was withdrawn or credited is not paid. */
  settle(invoice: DemoInvoice, settlement: Settlement): void {
    const { issuedOn, issuedAt } = invoice;
    switch (settlement.how) {
      case 'AT_ONCE':
        this.byCard(invoice, issuedAt);
        return;
      case 'CARD':
        this.afterRefusals(invoice, addDays(issuedOn, settlement.afterDays), settlement.refusals);
        return;
      case 'TRANSFER':
        this.byTransfer(invoice, addDays(issuedOn, settlement.afterDays), settlement.half);
        return;
      case 'VOID':
        invoice.status = 'VOID';
        invoice.credited = invoice.total;
        return;
      case 'CREDITED':
      case 'SUMMARY':
      case 'UNPAID':
    }
  }

  private byCard(invoice: DemoInvoice, at: Date, failure: string | null = null): void {
    const { card } = invoice.account;
    this.ledger.book({ invoice, kind: 'CARD', card, amount: invoice.total, failure, at });
  }

  /** Charges the card on file at once, and again after each refusal while attempts are left. */
  automatically(invoice: DemoInvoice, refusals: number): void {
    ATTEMPT_DAYS.slice(0, refusals + 1).forEach((days, attempt) => {
      const at = this.time.at(addDays(invoice.issuedOn, days), CHARGE_MINUTE);
      this.byCard(invoice, at, attempt < refusals ? this.random.pick(REFUSALS) : null);
    });
  }

  private afterRefusals(invoice: DemoInvoice, day: Day, refusals: number): void {
    for (let attempt = refusals; attempt >= 0; attempt -= 1) {
      const at = this.time.afternoon(addDays(day, -attempt), this.random);
      this.byCard(invoice, at, attempt > 0 ? this.random.pick(REFUSALS) : null);
    }
  }

  private byTransfer(invoice: DemoInvoice, day: Day, half: boolean): void {
    const amount = half ? invoice.total / 2n : invoice.total;
    const at = this.time.afternoon(day, this.random);
    this.ledger.book({ invoice, kind: 'BANK_TRANSFER', card: null, amount, failure: null, at });
  }
}
