import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { InvoiceKind, InvoiceStatus } from '../../domain/billing/invoice';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { RowGrants } from '../../domain/people/row-grants';
import { connectionOf } from '../../graphql/connection';
import { Money, type StoredMinor } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateScalar } from '../../graphql/scalars';
import { schemaEnum } from '../../domain/schema-enum';
import { registerEnums } from '../../graphql/register-enum';

/** Orders of lists of invoices. */
export const InvoiceSort = schemaEnum('InvoiceSort', 'Sort order of a list of invoices.', {
  NEWEST_FIRST: 'Newest first, by day of issue.',
  OLDEST_FIRST: 'Oldest first, by day of issue.',
});
export type InvoiceSort = keyof typeof InvoiceSort;

registerEnums(InvoiceKind, InvoiceStatus, InvoiceSort);

@ObjectType({ description: 'One line of an invoice.', simpleResolvers: true })
export class InvoiceLine {
  @Field(() => Int, { description: 'Position on the invoice, from 1.' })
  readonly position!: number;
  @Field(() => String, { description: 'Description of the item.' })
  readonly description!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'How the amount is calculated: days and rate of a lease, a discount; null when there is nothing to explain.',
  })
  readonly explanation!: string | null;
  @Field(() => Int, { description: 'Quantity.' })
  readonly quantity!: number;
  @Field(() => Money, { nullable: true, description: 'Amount of the line, before tax.' })
  readonly amount!: Money;
}

@ObjectType({
  description: 'Seller or buyer of an invoice, as of the day of issue.',
  simpleResolvers: true,
})
export class InvoiceParty {
  @Field(() => String, { description: 'Name of the person or organization.' })
  readonly name!: string;
  @Field(() => String, { description: 'Postal address; lines are separated by a newline.' })
  readonly address!: string;
  @Field(() => String, { description: 'Country, ISO 3166-1 alpha-2: `DE`.' })
  readonly country!: string;
  @Field(() => String, { nullable: true, description: 'VAT number; null when there is none.' })
  readonly vatNumber!: string | null;
}

export interface InvoiceLineRow {
  readonly invoiceId: number;
  readonly position: number;
  readonly description: string;
  readonly explanation: string | null;
  readonly quantity: number;
  readonly amount: Money;
  readonly currency: Currency;
  readonly licenseId: number | null;
  readonly leaseId: number | null;
  readonly productId: number | null;
  readonly summarizedInvoiceId: number | null;
  readonly grants: RowGrants;
}

/** Days of a month under one term of a lease, as they stand on the invoice. */
export interface InvoiceLineSegmentRow {
  readonly invoiceId: number;
  readonly linePosition: number;
  readonly from: Day;
  readonly to: Day;
  readonly productId: number;
  readonly rate: StoredMinor;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An invoice or a credit note. It is never changed after it was issued.',
})
export class Invoice extends Node {
  @Field(() => String, { description: 'Number for people to read: `INV-2026-000123`.' })
  readonly number!: string;
  @Field(() => InvoiceKind, { description: 'Description of the item.' })
  readonly kind!: InvoiceKind;
  @Field(() => InvoiceStatus, { description: 'Status of the invoice.' })
  readonly status!: InvoiceStatus;
  @Field(() => String, {
    nullable: true,
    description: 'Month that a summary or a lease invoice bills: `2026-11`; null for other kinds.',
  })
  readonly period!: string | null;
  @Field(() => DateScalar, { description: 'Day of issue.' })
  readonly issuedOn!: string;
  @Field(() => DateScalar, { description: 'Due date.' })
  readonly dueOn!: string;
  @Field(() => Money, { description: 'Sum of the lines, before tax.' })
  readonly subtotal!: Money;
  @Field(() => Money, { description: 'Tax on the subtotal.' })
  readonly tax!: Money;
  @Field(() => Money, { description: 'Subtotal and tax.' })
  readonly total!: Money;
  @Field(() => Boolean, {
    description:
      'Whether automatic collection is held, because the bank or the payment service took the payment back. The invoice is not charged automatically and does not become overdue until staff decide. It can still be paid.',
  })
  readonly collectionHeld!: boolean;
}

export interface InvoiceRow extends NodeRow {
  readonly __typename: 'Invoice';
  readonly accountId: number;
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  readonly period: string | null;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: Currency;
  readonly subtotal: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly totalMinor: StoredMinor;
  readonly paidMinor: StoredMinor;
  readonly creditedMinor: StoredMinor;
  readonly creditAppliedMinor: StoredMinor;
  readonly creditKeptMinor: StoredMinor;
  readonly refundedMinor: StoredMinor;
  readonly taxNote: string | null;
  readonly awaitsSummary: number;
  readonly collectionHeld: boolean;
  readonly summaryInvoiceId: number | null;
  readonly correctsInvoiceId: number | null;
}

@InputType({ description: 'Filter for a list of invoices.' })
export class InvoiceFilter {
  @Field(() => [InvoiceKind], { nullable: true, description: 'Only these kinds.' })
  readonly kind?: InvoiceKind[] | null;
  @Field(() => [InvoiceStatus], { nullable: true, description: 'Only these statuses.' })
  readonly status?: InvoiceStatus[] | null;
  @Field(() => DateScalar, { nullable: true, description: 'Issued on or after this day.' })
  readonly issuedFrom?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Issued on or before this day.' })
  readonly issuedTo?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Month that a summary or a lease invoice bills: `2026-11`.',
  })
  readonly period?: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Part of the number, or of a line's description or explanation.",
  })
  readonly search?: string | null;
}

export const InvoiceConnection = connectionOf<InvoiceRow>('Invoice', () => Invoice);
