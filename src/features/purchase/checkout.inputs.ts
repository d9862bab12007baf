import { Field, InputType, ObjectType } from 'type-graphql';
import { BillingChoice } from '../../domain/purchasing/order';
import { Country, Id, Lines, Nested, OneWord, Text } from '../../graphql/input';
import { DecimalScalar } from '../../graphql/scalars';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { VatNumber } from '../account/account.inputs';
import { PaymentAction } from '../payment/payment-action';
import { Payment, type PaymentRow } from '../payment/payment.types';
import { Cart, type CartRow } from './cart.types';
import { Order, type OrderRow } from './order.types';

@InputType({
  description:
    'Whom an invoice is made out to, where it is not the account: all of the buyer, of which nothing is taken from the account. The tax follows from its country and VAT number.',
})
export class BillToInput {
  @Text(200, { description: 'Name.' })
  readonly name!: string;
  @Lines(500, { description: 'Postal address, several lines.' })
  readonly address!: string;
  @Country({ description: 'Country, ISO 3166-1 alpha-2: `DE`. It decides the tax.' })
  readonly country!: string;
  @VatNumber('none')
  readonly vatNumber?: string | null;
}

@InputType({ description: 'Orders what is in the cart.' })
export class CheckoutInput extends RehearsableInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @OneWord(() => BillingChoice, {
    description: 'How it is paid. `MONTHLY_SUMMARY` is for resellers.',
  })
  readonly billing!: BillingChoice;
  @Field(() => DecimalScalar, {
    description:
      'What the order comes to, as it was shown by `Cart.totalToOrder`, or with `billTo` by `Cart.quote`, tax included. If a price has changed since, nothing is ordered and the new total is said (`PRICE_CHANGED`).',
  })
  readonly acceptTotal!: string;
  @Id({
    description: 'A saved card.',
    leftOut: 'the default one',
  })
  readonly paymentMethodId?: string;
  @Text(120, {
    description:
      'A new card in place of a saved one: the setup, as for `addPaymentMethod`. It stays on file unless it is declined.',
    leftOut: 'a saved card is charged',
  })
  readonly cardSetup?: string;
  @Nested(() => BillToInput, {
    description: 'Whom the invoice is made out to.',
    leftOut: 'the account as it is',
  })
  readonly billTo?: BillToInput;
}

/** What comes of every way to order. */
@ObjectType({ simpleResolvers: true })
export abstract class OrderedPayload extends RehearsablePayload {
  @Field(() => Order, {
    nullable: true,
    description: 'The order; null while its payment is not settled, and when it was declined.',
  })
  readonly order!: OrderRow | null;
  @Field(() => Payment, {
    nullable: true,
    description: 'The payment, for those who may see payments; null for an order on the summary.',
  })
  readonly payment!: PaymentRow | null;
  @Field(() => PaymentAction, {
    nullable: true,
    description:
      'With `PAYMENT_ACTION_REQUIRED`: what the payer does to confirm the payment; null otherwise. The order is placed once they have.',
  })
  readonly paymentAction!: PaymentAction | null;
}

@ObjectType({ description: 'Result of `checkout`.', simpleResolvers: true })
export class CheckoutPayload extends OrderedPayload {
  @Field(() => Cart, { nullable: true, description: 'The cart as it is now.' })
  readonly cart!: CartRow | null;
}
