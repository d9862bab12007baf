import { Entity, ForeignKey, Index } from 'typeorm';
import type { Day, Month } from '../../domain/billing/calendar';
import { InvoiceKind, InvoiceStatus } from '../../domain/billing/invoice';
import type { Currency } from '../../domain/billing/money';
import {
  Code,
  DayColumn,
  EnumColumn,
  Flag,
  Instant,
  Key,
  MoneyColumn,
  Name,
  PrimaryCode,
  RefColumn,
  IntColumn,
  WordColumn,
} from '../columns';

/** A document: once issued, never edited (R57). Amounts are of `currency`. */
@Entity('invoices')
@Index('uq_invoices_number', ['number'], { unique: true })
@Index('uq_invoices_account_id', ['accountId', 'id'], { unique: true })
@Index('uq_invoices_period', ['accountId', 'kind', 'period'], { unique: true })
@Index('ix_invoices_issued', ['accountId', 'issuedOn', 'id'])
@Index('ix_invoices_status', ['accountId', 'status', 'issuedOn', 'id'])
@Index('ix_invoices_summary', ['accountId', 'summaryInvoiceId'])
@Index('ix_invoices_due', ['status', 'dueOn', 'id'])
@Index('ix_invoices_corrects', ['accountId', 'correctsInvoiceId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_invoices_account' })
@ForeignKey('InvoiceEntity', ['accountId', 'summaryInvoiceId'], ['accountId', 'id'], {
  name: 'fk_invoices_summary',
})
@ForeignKey('InvoiceEntity', ['accountId', 'correctsInvoiceId'], ['accountId', 'id'], {
  name: 'fk_invoices_corrects',
})
export class InvoiceEntity {
  @Key() id!: number;
  /** `INV-2026-000123` (R54). */
  @WordColumn(20) number!: string;
  @RefColumn() accountId!: number;
  @EnumColumn(InvoiceKind, 12) kind!: InvoiceKind;
  @EnumColumn(InvoiceStatus, 10) status!: InvoiceStatus;
  /** `YYYY-MM`, for summary and lease invoices: one of a kind per account and month (R50, R51). */
  @Code(7, { nullable: true }) period!: Month | null;
  @DayColumn() issuedOn!: Day;
  @DayColumn() dueOn!: Day;
  @Code(3) currency!: Currency;
  @MoneyColumn() subtotal!: bigint;
  @IntColumn() taxRateBasisPoints!: number;
  @MoneyColumn() tax!: bigint;
  @MoneyColumn() total!: bigint;
  /** What payments brought, its summary's and those from credit among them, less what was kept as credit or refunded. */
  @MoneyColumn() paid!: bigint;
  /** What credit notes took back; all of it once it is void. Of a credit note its own total. */
  @MoneyColumn() credited!: bigint;
  /** What payments from the account's credit brought. */
  @MoneyColumn({ default: 0 }) creditApplied!: bigint;
  /** What of its payments became credit of the account, and was not refunded since. */
  @MoneyColumn({ default: 0 }) creditKept!: bigint;
  /** What of its payments was refunded. */
  @MoneyColumn({ default: 0 }) refunded!: bigint;
  @Name(200, { nullable: true }) taxNote!: string | null;
  /** Bought by a reseller on the monthly summary (R25, R49). */
  @Flag() awaitsSummary!: boolean;
  /** The summary that collects it (R50). */
  @RefColumn({ nullable: true }) summaryInvoiceId!: number | null;
  /** The invoice that a credit note corrects (R57). */
  @RefColumn({ nullable: true }) correctsInvoiceId!: number | null;
  /** Since when nobody is charged for it, because its money went back; null when it is collected as usual. */
  @Instant({ nullable: true }) collectionHeldAt!: Date | null;
  /** The buyer as of the day of issue: one whole, from which the tax follows. */
  @Name(200) billedName!: string;
  @Name(500) billedAddress!: string;
  @Code(2) billedCountry!: string;
  @WordColumn(20, { nullable: true }) billedVatNumber!: string | null;
  /** The seller as of the day of issue; a name is empty only until the next start names it. */
  @Name(200, { default: '' }) sellerName!: string;
  @Name(500, { default: '' }) sellerAddress!: string;
  @Code(2, { default: '' }) sellerCountry!: string;
  @WordColumn(20, { nullable: true }) sellerVatNumber!: string | null;
  @Instant() createdAt!: Date;
}

@Entity('invoice_lines')
@Index('uq_invoice_lines_position', ['invoiceId', 'position'], { unique: true })
@Index('uq_invoice_lines_lease_period', ['leaseId', 'period'], { unique: true })
@Index('ix_invoice_lines_invoice', ['accountId', 'invoiceId'])
@Index('ix_invoice_lines_license', ['accountId', 'licenseId'])
@Index('ix_invoice_lines_lease', ['accountId', 'leaseId'])
@Index('ix_invoice_lines_product', ['productId'])
@Index('ix_invoice_lines_summarized', ['accountId', 'summarizedInvoiceId'])
@ForeignKey('InvoiceEntity', ['accountId', 'invoiceId'], ['accountId', 'id'], {
  name: 'fk_invoice_lines_invoice',
})
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_invoice_lines_license',
})
@ForeignKey('LeaseEntity', ['accountId', 'leaseId'], ['accountId', 'id'], {
  name: 'fk_invoice_lines_lease',
})
@ForeignKey('ProductEntity', ['productId'], ['id'], { name: 'fk_invoice_lines_product' })
@ForeignKey('InvoiceEntity', ['accountId', 'summarizedInvoiceId'], ['accountId', 'id'], {
  name: 'fk_invoice_lines_summarized',
})
export class InvoiceLineEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() invoiceId!: number;
  /** From 1. */
  @IntColumn() position!: number;
  @Name(255) description!: string;
  /** How the amount came about: days, rate, discount. */
  @Name(1000, { nullable: true }) explanation!: string | null;
  @IntColumn() quantity!: number;
  /** Before tax. */
  @MoneyColumn() amount!: bigint;
  @RefColumn({ nullable: true }) licenseId!: number | null;
  @RefColumn({ nullable: true }) leaseId!: number | null;
  /** `YYYY-MM` that a lease line bills. */
  @Code(7, { nullable: true }) period!: Month | null;
  /** As of the day of issue: what was bought, or was on lease last in the month. */
  @RefColumn({ nullable: true }) productId!: number | null;
  /** The invoice that a line of a summary stands for (R50). */
  @RefColumn({ nullable: true }) summarizedInvoiceId!: number | null;
}

/** Days of a month under one term of a lease, as the line of an invoice was calculated from (R52). */
@Entity('invoice_line_segments')
@Index('uq_invoice_line_segments_day', ['invoiceId', 'linePosition', 'startsOn'], { unique: true })
@Index('ix_invoice_line_segments_invoice', ['accountId', 'invoiceId'])
@Index('ix_invoice_line_segments_product', ['productId'])
@ForeignKey('InvoiceEntity', ['accountId', 'invoiceId'], ['accountId', 'id'], {
  name: 'fk_invoice_line_segments_invoice',
})
@ForeignKey('ProductEntity', ['productId'], ['id'], { name: 'fk_invoice_line_segments_product' })
export class InvoiceLineSegmentEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() invoiceId!: number;
  @IntColumn() linePosition!: number;
  @DayColumn() startsOn!: Day;
  /** Included. */
  @DayColumn() endsOn!: Day;
  @RefColumn() productId!: number;
  /** Of the term, product and add-ons together. */
  @MoneyColumn() monthlyPrice!: bigint;
}

/** What of an invoice is taxed alike, where not all of it is: of a summary of invoices with several rates (R69). */
@Entity('invoice_taxes')
@Index('uq_invoice_taxes_position', ['invoiceId', 'position'], { unique: true })
@Index('ix_invoice_taxes_invoice', ['accountId', 'invoiceId'])
@ForeignKey('InvoiceEntity', ['accountId', 'invoiceId'], ['accountId', 'id'], {
  name: 'fk_invoice_taxes_invoice',
})
export class InvoiceTaxEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() invoiceId!: number;
  /** From 1, the highest rate first. */
  @IntColumn() position!: number;
  @IntColumn() rateBasisPoints!: number;
  @Name(200, { nullable: true }) note!: string | null;
  /** What the tax is on. */
  @MoneyColumn() subtotal!: bigint;
  @MoneyColumn() tax!: bigint;
}

/** The last number drawn of a calendar year (R54). */
@Entity('invoice_counters')
export class InvoiceCounterEntity {
  @PrimaryCode(4) year!: string;
  @IntColumn() last!: number;
}
