import type { PaymentMethodEntity } from '../../database/entities/payment.entity';
import type { ProductEntity } from '../../database/entities/product.entity';
import type { Day, Month } from '../../domain/billing/calendar';
import type { InvoiceKind, InvoiceStatus } from '../../domain/billing/invoice';
import type { ChargeSegment } from '../../domain/billing/lease-charge';
import type { PaymentKind } from '../../domain/billing/payment';
import type { DemoAccount } from './demo-account';
import type { DemoLease, DemoLicense } from './demo-license';

export interface DemoInvoiceLine {
  readonly description: string;
  readonly explanation: string | null;
  /** Minor units, before tax. */
  readonly amount: bigint;
  readonly license: DemoLicense | null;
  readonly lease: DemoLease | null;
  /** Pieces; left out for one. */
  readonly quantity?: number | undefined;
  /** What was bought, or was on lease last; left out for what is about no product. */
  readonly product?: ProductEntity | null;
  /** What the amount of a lease's month was calculated from. */
  readonly segments?: readonly ChargeSegment[];
  /** The invoice that a line of a summary stands for. */
  readonly summarizes?: DemoInvoice;
}

/** An invoice as the ledger keeps it. */
export interface DemoInvoice {
  readonly id: number;
  readonly number: string;
  readonly account: DemoAccount;
  readonly kind: InvoiceKind;
  readonly period: Month | null;
  readonly issuedOn: Day;
  readonly issuedAt: Date;
  readonly dueOn: Day;
  readonly subtotal: bigint;
  readonly tax: bigint;
  readonly total: bigint;
  readonly awaitsSummary: boolean;
  readonly lines: readonly DemoInvoiceLine[];
  status: InvoiceStatus;
  paid: bigint;
  credited: bigint;
  creditApplied: bigint;
  creditKept: bigint;
  refunded: bigint;
  correctsInvoiceId: number | null;
  summaryInvoiceId: number | null;
  /** Orders have no reference yet that an invoice could name. */
  readonly orderReference: null;
}

/** What the bank calls the transfer of a payment. */
export const referenceOf = ({ invoice, at }: Pick<DemoPayment, 'invoice' | 'at'>): string =>
  `NTRF ${at.toISOString().slice(0, 10)} ${invoice.number}`;

/** One attempt to pay one invoice. */
export interface DemoPayment {
  readonly invoice: DemoInvoice;
  readonly kind: PaymentKind;
  readonly card: PaymentMethodEntity | null;
  readonly amount: bigint;
  /** Null when it succeeded. */
  readonly failure: string | null;
  readonly at: Date;
}
