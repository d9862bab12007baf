import { Field, Int, ObjectType } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import { OrderKind } from '../../domain/purchasing/order-line';
import { GuestOrderStatus } from '../../domain/purchasing/guest-order';
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
import { registerEnums } from '../../graphql/register-enum';
import { LinePrice, LineProblem } from './line.types';

registerEnums(GuestOrderStatus);

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
    'What was ordered of the cart of a guest. Once it is placed, license keys, invoice and the way to sign in are mailed to the address of the buyer; nothing else than this is shown here.',
})
export class GuestOrder {
  @Field(() => GuestOrderStatus, { description: 'Its status.' })
  readonly status!: GuestOrderStatus;
  @Field(() => String, {
    nullable: true,
    description: 'Number for people to read: `O-100234`; null unless it is placed.',
  })
  readonly number!: string | null;
  @Field(() => Money, { description: 'Total, tax included.' })
  readonly total!: Money;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was placed; null unless it is placed.',
  })
  readonly placedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Until when the payer can confirm the payment with their bank; null unless that is pending.',
  })
  readonly confirmBy!: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Shopping cart of somebody without an account. Anybody who has its token can use it: `guestCheckout` orders it, `takeGuestCart` moves it into the cart of an account.',
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
  @Field(() => String, {
    nullable: true,
    description: 'Tax note, such as of a reverse charge; null when there is none.',
  })
  readonly taxNote!: string | null;
  @Field(() => Boolean, { description: 'Whether the buyer is known: `setGuestBuyer`.' })
  readonly hasBuyer!: boolean;
  @Field(() => GuestOrder, {
    nullable: true,
    description: 'What was ordered of it last; null when nothing was.',
  })
  readonly order!: GuestOrder | null;
  @Field(() => DateTimeScalar, {
    description: 'When the cart is deleted, unless it is changed before.',
  })
  readonly expiresAt!: Date;
}
