import { Field, InputType, ObjectType } from 'type-graphql';
import { Decimal, Id, Lines } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Payment, type PaymentRow } from './payment.types';

@InputType({ description: 'Refunds a payment, fully or in part.' })
export class RefundPaymentInput extends DryRunInput {
  @Id({ description: 'The payment.' })
  readonly paymentId!: string;
  @Decimal({
    description: 'Amount, in the currency of the payment.',
    whenAbsent: 'all that its invoices do not need any more',
  })
  readonly amount?: string;
  @Lines(500, { description: 'Reason. It is shown in the history.' })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `refundPayment`.', simpleResolvers: true })
export class RefundPaymentPayload extends DryRunPayload {
  @Field(() => Payment, { nullable: true, description: 'The payment as it is now.' })
  readonly payment!: PaymentRow | null;
}
