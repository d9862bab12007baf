import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Credential, Email, Lines, Text } from '../../graphql/input';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import { VatNumber } from '../account/account.mutation-types';
import { CardSetupFields } from '../payment/card.mutation-types';
import { PaymentAction } from '../payment/payment-action';
import { AcceptTotal } from './checkout.mutation-types';
import { OrderTotals } from './order.types';

/** The field that opens a guest's cart. */
const CartToken = (): PropertyDecorator =>
  Credential(100, { description: "Token of the guest's cart." });

@InputType({ description: "Says who buys what a guest's cart holds. All fields are replaced." })
export class SetGuestBuyerInput {
  @CartToken()
  readonly cartToken!: string;
  @Email({
    description:
      'E-mail address that the license keys and the receipt are sent to, and that the holder of the new account signs in with.',
  })
  readonly email!: string;
  @Text(200, { description: 'Full name of the holder: a person or an organization.' })
  readonly fullName!: string;
  @Text(200, {
    description: 'Name of the account, which the invoice is made out to.',
    whenAbsent: "the holder's name",
  })
  readonly accountName?: string;
  @Lines(500, { description: 'Billing address; lines are separated by a newline.' })
  readonly address!: string;
  @Country({
    description:
      'Country, ISO 3166-1 alpha-2: `DE`. It replaces that of the cart, and decides currency and tax.',
  })
  readonly country!: string;
  @VatNumber('none')
  readonly vatNumber?: string | null;
}

/** What a call on a guest's cart comes to: the cart is shown from its key. */
export interface OfGuestCart {
  readonly guestCart?: number;
}

@ObjectType({ description: 'Result of `setGuestBuyer`.', simpleResolvers: true })
export class SetGuestBuyerPayload extends WritePayload implements OfGuestCart {
  readonly guestCart?: number;
}

@InputType({ description: 'Starts to take the card details of a guest.' })
export class PrepareGuestPaymentInput {
  @CartToken()
  readonly cartToken!: string;
}

@ObjectType({ description: 'Result of `prepareGuestPayment`.', simpleResolvers: true })
export class PrepareGuestPaymentPayload extends WritePayload {
  @Field(() => CardSetupFields, {
    nullable: true,
    description: 'Data to take the card details with; its `reference` is `cardSetup`.',
  })
  readonly setup!: CardSetupFields | null;
  @Field(() => String, {
    nullable: true,
    description:
      "Secret of this setup, for the payment service's form in the client. Shown only once.",
  })
  readonly secret!: string | null;
}

@InputType({ description: "Orders and pays what a guest's cart holds." })
export class GuestCheckoutInput extends DryRunInput {
  @CartToken()
  readonly cartToken!: string;
  @AcceptTotal()
  readonly acceptTotal?: string;
  @Text(120, {
    description:
      'The card: id of the setup, from `prepareGuestPayment`. In the demo also a test card, as for `addPaymentMethod`. The card is charged once and is not kept on file.',
    whenAbsent: 'refused, except in a dry run, and when nothing is to be paid',
  })
  readonly cardSetup?: string;
}

@ObjectType({ description: 'Result of `guestCheckout`.', simpleResolvers: true })
export class GuestCheckoutPayload extends DryRunPayload implements OfGuestCart {
  readonly guestCart?: number;
  @Field(() => PaymentAction, {
    nullable: true,
    description:
      'With `PAYMENT_ACTION_REQUIRED`: how the payer confirms the payment, before `confirmGuestPayment`; null otherwise.',
  })
  readonly paymentAction!: PaymentAction | null;
  @Field(() => OrderTotals, {
    nullable: true,
    description: 'What the order would cost; null unless it is a dry run.',
  })
  readonly totals!: OrderTotals | null;
}

@InputType({
  description: "Completes the payment of a guest's order after the payer confirmed it.",
})
export class ConfirmGuestPaymentInput extends DryRunInput {
  @CartToken()
  readonly cartToken!: string;
}

@ObjectType({ description: 'Result of `confirmGuestPayment`.', simpleResolvers: true })
export class ConfirmGuestPaymentPayload extends DryRunPayload implements OfGuestCart {
  readonly guestCart?: number;
  @Field(() => PaymentAction, {
    nullable: true,
    description: 'What the payer still has to do; null when there is nothing.',
  })
  readonly paymentAction!: PaymentAction | null;
}

@InputType({ description: "Cancels the payment of a guest's order that is not confirmed yet." })
export class CancelGuestPaymentInput extends DryRunInput {
  @CartToken()
  readonly cartToken!: string;
}

@ObjectType({ description: 'Result of `cancelGuestPayment`.', simpleResolvers: true })
export class CancelGuestPaymentPayload extends DryRunPayload implements OfGuestCart {
  readonly guestCart?: number;
}
