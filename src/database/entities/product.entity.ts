import { Entity, ForeignKey, Index } from 'typeorm';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import { Edition, PriceKind, ProductFamily } from '../../domain/catalog/catalog';
import {
  DayColumn,
  Code,
  EnumColumn,
  Flag,
  Key,
  MoneyColumn,
  Name,
  RefColumn,
  IntColumn,
  WordColumn,
} from '../columns';

/** Family × edition × level (R21). */
@Entity('products')
@Index('uq_products', ['family', 'edition', 'level'], { unique: true })
export class ProductEntity {
  @Key() id!: number;
  @EnumColumn(ProductFamily, 20) family!: ProductFamily;
  @EnumColumn(Edition, 20) edition!: Edition;
  /** How many mailboxes, agents or sites. */
  @IntColumn() level!: number;
  @Name(120) name!: string;
}

/** An addition to the products of a family (R21). */
@Entity('add_ons')
@Index('uq_add_ons_code', ['code'], { unique: true })
export class AddOnEntity {
  @Key() id!: number;
  @WordColumn(40) code!: string;
  @EnumColumn(ProductFamily, 20) family!: ProductFamily;
  @Name(120) name!: string;
  @Flag() requiresEnterprise!: boolean;
}

/** Support that is sold by the piece, such as an incident (R21). */
@Entity('support_products')
@Index('uq_support_products_code', ['code'], { unique: true })
export class SupportProductEntity {
  @Key() id!: number;
  @WordColumn(40) code!: string;
  @Name(120) name!: string;
}

/** What something costs, from a day on; `validTo` is the last day. Exactly one thing is named. */
@Entity('prices')
@Index('uq_prices_product', ['productId', 'kind', 'currency', 'validFrom'], { unique: true })
@Index('uq_prices_add_on', ['addOnId', 'kind', 'currency', 'validFrom'], { unique: true })
@Index('uq_prices_support_product', ['supportProductId', 'kind', 'currency', 'validFrom'], {
  unique: true,
})
@ForeignKey('ProductEntity', ['productId'], ['id'], { name: 'fk_prices_product' })
@ForeignKey('CurrencyEntity', ['currency'], ['code'], { name: 'fk_prices_currency' })
@ForeignKey('AddOnEntity', ['addOnId'], ['id'], { name: 'fk_prices_add_on' })
@ForeignKey('SupportProductEntity', ['supportProductId'], ['id'], {
  name: 'fk_prices_support_product',
})
export class PriceEntity {
  @Key() id!: number;
  @RefColumn({ nullable: true }) productId!: number | null;
  @RefColumn({ nullable: true }) addOnId!: number | null;
  @RefColumn({ nullable: true }) supportProductId!: number | null;
  @EnumColumn(PriceKind, 20) kind!: PriceKind;
  @Code(3) currency!: Currency;
  @MoneyColumn() amount!: bigint;
  @DayColumn() validFrom!: Day;
  @DayColumn({ nullable: true }) validTo!: Day | null;
}
