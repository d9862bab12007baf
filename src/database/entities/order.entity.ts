import { Entity, ForeignKey, Index } from 'typeorm';
import type { Month } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import { BillingChoice, OrderStatus } from '../../domain/purchasing/order';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import {
  Code,
  EnumColumn,
  Instant,
  Key,
  MoneyColumn,
  Name,
  PrimaryRef,
  PrimaryEnum,
  RefColumn,
  IntColumn,
  WordColumn,
} from '../columns';

/** What was checked out. It has no number, and nobody sees it, until it is placed (R27). */
@Entity('orders')
@Index('uq_orders_number', ['number'], { unique: true })
@Index('uq_orders_account_id', ['accountId', 'id'], { unique: true })
@Index('uq_orders_invoice', ['invoiceId'], { unique: true })
@Index('ix_orders_placed', ['accountId', 'placedAt', 'id'])
@Index('ix_orders_status', ['accountId', 'status'])
@Index('ix_orders_account_invoice', ['accountId', 'invoiceId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_orders_account' })
@ForeignKey('InvoiceEntity', ['accountId', 'invoiceId'], ['accountId', 'id'], {
  name: 'fk_orders_invoice',
})
export class OrderEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  /** `O-100234` */
  @WordColumn(20, { nullable: true }) number!: string | null;
  @EnumColumn(OrderStatus, 10) status!: OrderStatus;
  @EnumColumn(BillingChoice, 20) billing!: BillingChoice;
  @Code(3) currency!: Currency;
  /** After the discount, before tax. */
  @MoneyColumn() subtotal!: bigint;
  @MoneyColumn() discount!: bigint;
  @IntColumn() taxRateBasisPoints!: number;
  @MoneyColumn() tax!: bigint;
  @MoneyColumn() total!: bigint;
  @Name(200, { nullable: true }) taxNote!: string | null;
  @RefColumn({ nullable: true }) invoiceId!: number | null;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) placedAt!: Date | null;
  /** The API token that ordered, and the month that it counts in against its cap (R59). */
  @RefColumn({ nullable: true }) tokenId!: number | null;
  @Code(7, { nullable: true }) spentMonth!: Month | null;
  /** The buyer as it was when the order was accepted: the tax follows from it, and the invoice names it. */
  @Name(200, { default: '' }) billedName!: string;
  @Name(500, { default: '' }) billedAddress!: string;
  @Code(2, { default: '' }) billedCountry!: string;
  @WordColumn(20, { nullable: true }) billedVatNumber!: string | null;
}

/** Series of numbers that people read. */
export const NumberSeries = { ORDER: 'ORDER', LEASE: 'LEASE', SUPPORT: 'SUPPORT' } as const;
export type NumberSeries = keyof typeof NumberSeries;

/** The last number drawn of a series that does not begin anew each year (R27). */
@Entity('number_counters')
export class NumberCounterEntity {
  @PrimaryEnum(NumberSeries, 10) series!: NumberSeries;
  @IntColumn() last!: number;
}

@Entity('order_lines')
@Index('uq_order_lines_position', ['orderId', 'position'], { unique: true })
@Index('uq_order_lines_account_id', ['accountId', 'id'], { unique: true })
@Index('ix_order_lines_order', ['accountId', 'orderId'])
@Index('ix_order_lines_license', ['accountId', 'licenseId'])
@Index('ix_order_lines_product', ['productId'])
@Index('ix_order_lines_support_product', ['supportProductId'])
@Index('ix_order_lines_customer', ['accountId', 'assignCustomerId'])
@ForeignKey('OrderEntity', ['accountId', 'orderId'], ['accountId', 'id'], {
  name: 'fk_order_lines_order',
})
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_order_lines_license',
})
@ForeignKey('CustomerEntity', ['accountId', 'assignCustomerId'], ['accountId', 'id'], {
  name: 'fk_order_lines_customer',
})
@ForeignKey('ProductEntity', ['productId'], ['id'], { name: 'fk_order_lines_product' })
@ForeignKey('SupportProductEntity', ['supportProductId'], ['id'], {
  name: 'fk_order_lines_support_product',
})
export class OrderLineEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() orderId!: number;
  /** From 1. */
  @IntColumn() position!: number;
  @EnumColumn(OrderKind, 20) kind!: OrderKind;
  @EnumColumn(LineUse, 10) lineUse!: LineUse;
  @RefColumn({ nullable: true }) productId!: number | null;
  @RefColumn({ nullable: true }) supportProductId!: number | null;
  @RefColumn({ nullable: true }) licenseId!: number | null;
  /** Keys of add-ons, separated by commas. */
  @WordColumn(1000) addOns!: string;
  @Name(255) description!: string;
  @Name(1000) explanation!: string;
  @IntColumn() quantity!: number;
  @MoneyColumn() listPrice!: bigint;
  @MoneyColumn() discount!: bigint;
  @Name(100, { nullable: true }) discountReason!: string | null;
  @MoneyColumn() amount!: bigint;
  /** The line of the cart that it was; it leaves the cart once the order is placed. */
  @RefColumn({ nullable: true }) cartLineId!: number | null;
  /** The customer to whom its licenses go as soon as they are bought (R38); the name and country of one who is new. */
  @WordColumn(254, { nullable: true }) assignEmail!: string | null;
  @Name(200, { nullable: true }) assignName!: string | null;
  @Code(2, { nullable: true }) assignCountry!: string | null;
  /** The customer, where it was named by its id; `assignEmail` is its address of that moment. */
  @RefColumn({ nullable: true }) assignCustomerId!: number | null;
}

/** Which order made which license. */
@Entity('ordered_licenses')
@Index('ix_ordered_licenses_order', ['accountId', 'orderId', 'licenseId'])
@Index('ix_ordered_licenses_license', ['accountId', 'licenseId'])
@ForeignKey('OrderEntity', ['accountId', 'orderId'], ['accountId', 'id'], {
  name: 'fk_ordered_licenses_order',
})
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_ordered_licenses_license',
})
export class OrderedLicenseEntity {
  @PrimaryRef() licenseId!: number;
  @RefColumn() orderId!: number;
  @RefColumn() accountId!: number;
}
