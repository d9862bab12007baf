import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, Text } from '../../graphql/input';
import { DecimalScalar } from '../../graphql/scalars';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Payment, type PaymentRow } from './payment.types';

@InputType({ description: 'Gives back what was paid too much.' })
export class RefundPaymentInput extends RehearsableInput {
  @Id({ description: 'The payment.' })
  readonly paymentId!: string;
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'How much, in the currency of the payment; all that its invoices do not ask for any more when left out.',
  })
  readonly amount?: string | null;
  @Text(500, { description: 'Why. It stands in the history.' })
  readonly reason!: string;
}

@ObjectType({ description: 'What came of a refund.', simpleResolvers: true })
export class RefundPaymentPayload extends RehearsablePayload {
  @Field(() => Payment, { nullable: true, description: 'The payment as it is now.' })
  readonly payment!: PaymentRow | null;
}
