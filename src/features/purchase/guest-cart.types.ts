import { Field, Int, ObjectType } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import { OrderKind } from '../../domain/purchasing/order-line';
import { Money } from '../../graphql/money';
import { CurrencyScalar, DateTimeScalar } from '../../graphql/scalars';
import {
  AddOn,
  Product,
  SupportProduct,
  type AddOnRow,
  type ProductRow,
  type SupportProductRow,
} from '../catalog/catalog.types';
import { LinePrice, LineProblem } from './line.types';

@ObjectType({ simpleResolvers: true, description: "One line of a guest's cart." })
export class GuestCartLine {
  @Field(() => OrderKind, { description: 'NEW or SUPPORT_INCIDENT.' })
  readonly kind!: OrderKind;
  @Field(() => Product, {
    nullable: true,
    description: 'Product of a new license; null for other kinds.',
  })
  readonly product!: ProductRow | null;
  @Field(() => [AddOn], { description: 'Add-ons of a new license.' })
  readonly addOns!: readonly AddOnRow[];
  @Field(() => SupportProduct, {
    nullable: true,
    description: 'Support product to buy; null for other kinds.',
  })
  readonly supportProduct!: SupportProductRow | null;
  @Field(() => Int, { description: 'Quantity.' })
  readonly quantity!: number;
  @Field(() => LinePrice, {
    nullable: true,
    description: 'Price of today; null while the line has a problem.',
  })
  readonly price!: LinePrice | null;
  @Field(() => LineProblem, {
    nullable: true,
    description: 'Why the line cannot be ordered; null when it can.',
  })
  readonly problem!: LineProblem | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Shopping cart of somebody without an account. Anybody who has its token can use it; `takeGuestCart` moves it into the cart of an account.',
})
export class GuestCart {
  @Field(() => String, {
    description:
      'Country that the guest buys from, ISO 3166-1 alpha-2. It decides currency and tax.',
  })
  readonly country!: string;
  @Field(() => CurrencyScalar, { description: 'Currency of accounts in that country.' })
  readonly currency!: Currency;
  @Field(() => [GuestCartLine], { description: 'Its lines.' })
  readonly lines!: readonly GuestCartLine[];
  @Field(() => Money, { description: 'Sum of the lines that have a price, before tax.' })
  readonly subtotal!: Money;
  @Field(() => Money, { description: 'Tax on the subtotal.' })
  readonly tax!: Money;
  @Field(() => Money, { description: 'Amount to be paid.' })
  readonly total!: Money;
  @Field(() => DateTimeScalar, {
    description: 'When the cart is deleted, unless it is changed before.',
  })
  readonly expiresAt!: Date;
}
