import { Entity, ForeignKey, Index } from 'typeorm';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import {
  Code,
  EnumColumn,
  Hash,
  Instant,
  JsonColumn,
  Key,
  MoneyColumn,
  Name,
  PrimaryRef,
  RefColumn,
  IntColumn,
} from '../columns';

/** The one cart of an account (R22); what was ordered leaves it. */
@Entity('carts')
@Index('uq_carts_account', ['accountId'], { unique: true })
@Index('uq_carts_account_id', ['accountId', 'id'], { unique: true })
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_carts_account' })
export class CartEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @Instant() createdAt!: Date;
}

@Entity('cart_lines')
@Index('ix_cart_lines_cart', ['accountId', 'cartId', 'id'])
@Index('ix_cart_lines_license', ['accountId', 'licenseId'])
@Index('ix_cart_lines_product', ['productId'])
@Index('ix_cart_lines_support_product', ['supportProductId'])
@Index('uq_cart_lines_account_id', ['accountId', 'id'], { unique: true })
@ForeignKey('CartEntity', ['accountId', 'cartId'], ['accountId', 'id'], {
  name: 'fk_cart_lines_cart',
})
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_cart_lines_license',
})
@ForeignKey('ProductEntity', ['productId'], ['id'], { name: 'fk_cart_lines_product' })
@ForeignKey('SupportProductEntity', ['supportProductId'], ['id'], {
  name: 'fk_cart_lines_support_product',
})
export class CartLineEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() cartId!: number;
  @EnumColumn(OrderKind, 20) kind!: OrderKind;
  @EnumColumn(LineUse, 10) lineUse!: LineUse;
  @RefColumn({ nullable: true }) productId!: number | null;
  @RefColumn({ nullable: true }) supportProductId!: number | null;
  /** Paid for by the same account: nobody else buys for a license. */
  @RefColumn({ nullable: true }) licenseId!: number | null;
  @IntColumn() quantity!: number;
  /** Amount that the line was last shown with, when it was written; null when it had none. */
  @MoneyColumn({ nullable: true }) shownAmount!: bigint | null;
  @Instant() createdAt!: Date;
}

@Entity('cart_line_add_ons')
@Index('ix_cart_line_add_ons_line', ['accountId', 'cartLineId'])
@Index('ix_cart_line_add_ons_add_on', ['addOnId'])
@ForeignKey('CartLineEntity', ['accountId', 'cartLineId'], ['accountId', 'id'], {
  name: 'fk_cart_line_add_ons_line',
})
@ForeignKey('AddOnEntity', ['addOnId'], ['id'], { name: 'fk_cart_line_add_ons_add_on' })
export class CartLineAddOnEntity {
  @PrimaryRef() cartLineId!: number;
  @PrimaryRef() addOnId!: number;
  @RefColumn() accountId!: number;
}

/** What a guest wants to buy; a secret that the guest has opens it (R1). */
@Entity('guest_carts')
@Index('uq_guest_carts_token', ['tokenHash'], { unique: true })
@Index('ix_guest_carts_expires', ['expiresAt'])
@Index('ix_guest_carts_order', ['accountId', 'orderId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_guest_carts_account' })
@ForeignKey('OrderEntity', ['accountId', 'orderId'], ['accountId', 'id'], {
  name: 'fk_guest_carts_order',
})
export class GuestCartEntity {
  @Key() id!: number;
  @Hash() tokenHash!: Buffer;
  /** Where the guest buys from: currency and tax follow. */
  @Code(2) country!: string;
  /** Lines, as `features/purchase/guest-cart.repository.ts` writes them. */
  @JsonColumn() wanted!: string;
  /** The account that is opened once the order is paid, with what the guest says of the buyer. */
  @RefColumn({ nullable: true }) accountId!: number | null;
  /** Full name of its holder, should the address be nobody's yet. */
  @Name(200, { nullable: true }) buyerName!: string | null;
  /** What was ordered of it last. */
  @RefColumn({ nullable: true }) orderId!: number | null;
  @Instant() createdAt!: Date;
  @Instant() expiresAt!: Date;
}
