import type { Day, Month } from '../../domain/billing/calendar';
import type { DocumentSums } from '../../domain/billing/document-rows';

/** Who sends a document, or gets it. */
export interface Party {
  readonly name: string;
  /** Line by line. */
  readonly address: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly vatNumber: string | null;
}

/** How documents are paid. */
export interface WaysToPay {
  /** Where people sign in to pay by card; null where no card can be charged. */
  readonly payAt: string | null;
  /** Where money is transferred to, line by line; empty where none is. */
  readonly bank: readonly string[];
}

/** One line of a document. Amounts are minor units of its currency, before tax. */
export interface DocumentLine {
  readonly description: string;
  readonly explanation: string | null;
  readonly quantity: number;
  readonly amount: bigint;
}

/** What a payment brought for a document. */
export interface DocumentPayment {
  readonly on: Day;
  /** `Visa ending in 4242`, `bank transfer`. */
  readonly by: string;
}

/** All that stands on an invoice or a credit note. Amounts are minor units of its currency. */
export interface InvoiceDocument extends DocumentSums {
  /** Both as they were on the day of issue. */
  readonly seller: Party;
  /** Its country says how days are written, too. */
  readonly buyer: Party & {
    /** Number of the account: `AC-10023`. */
    readonly number: string;
  };
  readonly ways: WaysToPay;
  readonly number: string;
  /** Month that a summary or a lease invoice bills; null for others. */
  readonly period: Month | null;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly lines: readonly DocumentLine[];
  /** As the invoice bears them (R48, R49, R69). */
  readonly notes: readonly string[];
  /** Whether it waits for its summary (R49). */
  readonly willBeSummarized: boolean;
  /** Whether it asks for less than a card is charged, and waits to be charged together with others. */
  readonly carried: boolean;
  /** Day of issue of the invoice that it corrects; null but for a credit note. */
  readonly correctsIssuedOn: Day | null;
  /** Payments of its own that succeeded, oldest first. */
  readonly payments: readonly DocumentPayment[];
  /** Whether it is charged to the card on file by itself (R51). */
  readonly chargedToCard: boolean;
}
