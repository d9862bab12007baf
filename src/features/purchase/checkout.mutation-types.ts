import { Field, InputType, ObjectType } from 'type-graphql';
import { BillingChoice } from '../../domain/purchasing/order';
import { Country, Decimal, Id, Lines, Nested, EnumField, Text } from '../../graphql/input';
import { DecimalScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { VatNumber } from '../account/account.mutation-types';
import { PaymentAction } from '../payment/payment-action';
import { Payment, type PaymentRow } from '../payment/payment.types';
import { Cart, type CartRow } from './cart.types';
import { Order, OrderTotals, type OrderRow } from './order.types';

@InputType({
  description:
    'Buyer on the invoice, in place of the account. All fields replace those of the account. Country and VAT number decide the tax.',
})
export class BillToInput {
  @Text(200, { description: 'Name.' })
  readonly name!: string;
  @Lines(500, { description: 'Postal address; can have several lines.' })
  readonly address!: string;
  @Country({ description: 'Country, ISO 3166-1 alpha-2: `DE`. It decides the tax.' })
  readonly country!: string;
  @VatNumber('none')
  readonly vatNumber?: string | null;
}

/** What every way to order is given. */
@InputType()
export abstract class OrderInput extends DryRunInput {
  @Id({ description: 'The buying account.' })
  readonly accountId!: string;
  @EnumField(() => BillingChoice, {
    description: 'How the order is paid. `MONTHLY_SUMMARY` is for resellers.',
  })
  readonly billing!: BillingChoice;
  @Id({
    description: 'A card on file.',
    whenAbsent: 'the default card',
  })
  readonly paymentMethodId?: string;
  @Nested(() => BillToInput, {
    description: 'Buyer on the invoice.',
    whenAbsent: 'the account',
  })
  readonly billTo?: BillToInput;
}

/** The field that accepts a total, where a dry run can tell it. */
export const AcceptTotal = (): PropertyDecorator =>
  Decimal({
    description:
      'Expected total, tax included, from `totals` of a dry run. When it differs, nothing is ordered and the new total is returned (`PRICE_CHANGED`).',
    whenAbsent: 'refused, except in a dry run, which returns the total',
  });

/** The field that brings a new card. */
export const CardSetup = (): PropertyDecorator =>
  Text(120, {
    description:
      'A new card in place of a saved one: id of the setup, as for `addPaymentMethod`. It is kept on file, unless it is declined.',
    whenAbsent: 'a saved card is charged',
  });

@InputType({ description: 'Orders the content of the cart.' })
export class CheckoutInput extends OrderInput {
  @Field(() => DecimalScalar, {
    description:
      'Expected total, tax included, from `Cart.totalToOrder`, or from `Cart.quote` with `billTo`. When a price has changed, nothing is ordered and the new total is returned (`PRICE_CHANGED`).',
  })
  readonly acceptTotal!: string;
  @CardSetup()
  readonly cardSetup?: string;
}

/** What comes of every way to order. */
@ObjectType({ simpleResolvers: true })
export abstract class OrderedPayload extends DryRunPayload {
  @Field(() => Order, {
    nullable: true,
    description: 'The order; null while its payment is pending, and when it failed.',
  })
  readonly order!: OrderRow | null;
  @Field(() => Payment, {
    nullable: true,
    description:
      'The payment, for people with permission to see payments; null for an order on the summary.',
  })
  readonly payment!: PaymentRow | null;
  @Field(() => PaymentAction, {
    nullable: true,
    description:
      'With `PAYMENT_ACTION_REQUIRED`: how the payer confirms the payment; null otherwise. The order is placed after the confirmation.',
  })
  readonly paymentAction!: PaymentAction | null;
  @Field(() => OrderTotals, {
    nullable: true,
    description: 'What the order would cost; null unless it is a dry run.',
  })
  readonly totals!: OrderTotals | null;
}

@ObjectType({ description: 'Result of `checkout`.', simpleResolvers: true })
export class CheckoutPayload extends OrderedPayload {
  @Field(() => Cart, { nullable: true, description: 'The cart as it is now.' })
  readonly cart!: CartRow | null;
}
