import { Field, InputType, ObjectType } from 'type-graphql';
import { Id } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Payment, type PaymentRow } from '../payment/payment.types';
import { PaymentAction } from '../payment/payment-action';
import { Order, type OrderRow } from './order.types';

@InputType({ description: 'Completes a payment that its payer confirms with their bank.' })
export class ConfirmPaymentInput extends RehearsableInput {
  @Id({ description: 'The payment, as `PaymentAction.paymentId` named it.' })
  readonly paymentId!: string;
}

@ObjectType({ description: 'Result of `confirmPayment`.', simpleResolvers: true })
export class ConfirmPaymentPayload extends RehearsablePayload {
  @Field(() => Payment, {
    nullable: true,
    description: 'The payment as it is now, for those who may see payments.',
  })
  readonly payment!: PaymentRow | null;
  @Field(() => Order, {
    nullable: true,
    description: 'The order that it paid; null while it has not, and when it pays invoices.',
  })
  readonly order!: OrderRow | null;
  @Field(() => PaymentAction, {
    nullable: true,
    description: 'What the payer is still to do; null when there is nothing.',
  })
  readonly paymentAction!: PaymentAction | null;
}

@InputType({ description: 'Cancels a payment that its payer has not confirmed yet.' })
export class CancelPaymentInput extends RehearsableInput {
  @Id({ description: 'The payment, as `PaymentAction.paymentId` named it.' })
  readonly paymentId!: string;
}

@ObjectType({ description: 'Result of `cancelPayment`.', simpleResolvers: true })
export class CancelPaymentPayload extends RehearsablePayload {
  @Field(() => Payment, {
    nullable: true,
    description: 'The payment as it is now, for those who may see payments.',
  })
  readonly payment!: PaymentRow | null;
}
