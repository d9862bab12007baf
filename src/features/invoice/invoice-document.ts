import type { Day } from '../../domain/billing/calendar';
import type { InvoiceKind, InvoiceStatus } from '../../domain/billing/invoice';
import type { Currency } from '../../domain/billing/money';

/** Who sends a document, or gets it. */
export interface Party {
  readonly name: string;
  /** Line by line. */
  readonly address: readonly string[];
  readonly vatNumber: string | null;
}

/** One line of a document. Amounts are minor units of its currency, before tax. */
export interface DocumentLine {
  readonly description: string;
  readonly explanation: string | null;
  readonly quantity: number;
  readonly amount: bigint;
}

/** All that stands on an invoice or a credit note. Amounts are minor units of its currency. */
export interface InvoiceDocument {
  readonly vendor: Party;
  readonly customer: Party & {
    /** Number of the account: `AC-10023`. */
    readonly number: string;
    /** ISO 3166-1 alpha-2; it says how days and amounts are written, too. */
    readonly country: string;
  };
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly currency: Currency;
  readonly lines: readonly DocumentLine[];
  readonly subtotal: bigint;
  readonly taxRateInBasisPoints: number;
  readonly tax: bigint;
  readonly total: bigint;
  /** What payments of its own have paid. */
  readonly paid: bigint;
  /** What is still to be paid. */
  readonly balance: bigint;
  /** As the invoice bears them (R48, R49, R69). */
  readonly notes: readonly string[];
  /** Whether it waits for its summary (R49). */
  readonly willBeSummarized: boolean;
  /** Number of the summary through which alone it is paid; null when it is on none (R49). */
  readonly summaryNumber: string | null;
}
