import { Field, InputType, ObjectType } from 'type-graphql';
import { Id } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Payment, type PaymentRow } from '../payment/payment.types';
import { PaymentAction } from '../payment/payment-action';
import { Order, type OrderRow } from './order.types';

@InputType({ description: 'Completes a payment after the payer confirmed it with their bank.' })
export class ConfirmPaymentInput extends DryRunInput {
  @Id({ description: 'Id of the payment, from `PaymentAction.paymentId`.' })
  readonly paymentId!: string;
}

@ObjectType({ description: 'Result of `confirmPayment`.', simpleResolvers: true })
export class ConfirmPaymentPayload extends DryRunPayload {
  @Field(() => Payment, {
    nullable: true,
    description:
      'The updated payment, for people with permission to see payments; null for others.',
  })
  readonly payment!: PaymentRow | null;
  @Field(() => Order, {
    nullable: true,
    description:
      'The paid order; null while it is not placed, and when the payment is for invoices.',
  })
  readonly order!: OrderRow | null;
  @Field(() => PaymentAction, {
    nullable: true,
    description: 'What the payer still has to do; null when there is nothing.',
  })
  readonly paymentAction!: PaymentAction | null;
}

@InputType({ description: 'Cancels a payment that its payer has not confirmed yet.' })
export class CancelPaymentInput extends DryRunInput {
  @Id({ description: 'Id of the payment, from `PaymentAction.paymentId`.' })
  readonly paymentId!: string;
}

@ObjectType({ description: 'Result of `cancelPayment`.', simpleResolvers: true })
export class CancelPaymentPayload extends DryRunPayload {
  @Field(() => Payment, {
    nullable: true,
    description:
      'The updated payment, for people with permission to see payments; null for others.',
  })
  readonly payment!: PaymentRow | null;
}
