import { addDays, type Day } from '../../domain/billing/calendar';
import type { DemoInvoice } from './demo-invoice';
import type { Settlement } from './demo-order';
import type { DemoTime } from './demo-time';
import type { Ledger } from './ledger';
import type { Random } from './random';

const REFUSALS = [
  'The card was declined by its bank.',
  'The card has not enough funds.',
  'The card’s bank could not be reached.',
] as const;

/** Days after the first attempt on which an automatic payment is tried again (R53). */
const RETRY_DAYS = [3, 5, 7] as const;

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
        return;
      case 'CREDITED':
      case 'SUMMARY':
      case 'UNPAID':
    }
  }

  byCard(invoice: DemoInvoice, at: Date, failure: string | null = null): boolean {
    const { card } = invoice.account;
    return this.ledger.book({ invoice, kind: 'CARD', card, amount: invoice.total, failure, at });
  }

  /** Charges the card on file at once, and again after each refusal, as long as there are tries left. */
  automatically(invoice: DemoInvoice, refusals: number): void {
    [0, ...RETRY_DAYS].slice(0, refusals + 1).forEach((days, attempt) => {
      const at = days === 0 ? invoice.issuedAt : this.time.at(addDays(invoice.issuedOn, days), 15);
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
