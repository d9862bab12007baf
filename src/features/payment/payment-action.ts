import { Field, ID, ObjectType } from 'type-graphql';
import type { Reason } from '../../domain/refusal';
import { DeletedId, OneTimeSecret, type OutcomeValue } from '../../graphql/outcome';
import { DateTimeScalar } from '../../graphql/scalars';
import { codeOf, type AttemptEnd } from './attempt-end';
import type { SettledAttempt } from './payment-settlement';

@ObjectType({
  description:
    'How the payer confirms a payment with their bank (3-D Secure). Nothing is charged before.',
  simpleResolvers: true,
})
export class PaymentAction {
  @Field(() => ID, {
    description: 'Id of the payment, for `confirmPayment` and `cancelPayment`.',
  })
  readonly paymentId!: string;
  @Field(() => String, { description: 'Payment service: `stripe` or `sandbox`.' })
  readonly gateway!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "For the payment service's library in the client. Shown only once, null in a repeat; `confirmPayment` returns it again.",
  })
  readonly clientSecret!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      "URL to open in the payer's browser instead; null when only the library can be used. Shown only once; `confirmPayment` returns it again.",
  })
  readonly redirectUrl!: string | null;
  @Field(() => DateTimeScalar, {
    description: 'Deadline. A payment that is not confirmed by then is canceled.',
  })
  readonly confirmBy!: Date;
}

/** What somebody who pays is told to do next; null when there is nothing. */
export function actionOutcome({ attempt, end }: SettledAttempt): OutcomeValue {
  const action = end.learned?.action;
  const { pk, gateway, confirmBy } = attempt;
  if (action === undefined || gateway === null || confirmBy === null) return null;
  return {
    paymentId: new DeletedId('Payment', pk),
    gateway,
    clientSecret: new OneTimeSecret(action.clientSecret),
    redirectUrl: new OneTimeSecret(action.redirectUrl),
    confirmBy: confirmBy.toISOString(),
  };
}

/** The outcome is not known: whoever pays again meanwhile is refused, so that nothing is charged twice. */
const PENDING: Reason = {
  code: 'PAYMENT_PENDING',
  message:
    'The payment service has not confirmed the outcome of the charge yet. It is checked again automatically; do not pay again before the payment is settled.',
};
const ACTION_REQUIRED: Reason = {
  code: 'PAYMENT_ACTION_REQUIRED',
  message:
    'Your bank requires you to confirm this payment: open `paymentAction.redirectUrl`, or pass its `clientSecret` to the payment service’s library, then call `confirmPayment`. Nothing was charged yet.',
};

/** What a payer is told of an attempt that did not pay. */
export const reasonsOf = ({
  status,
  failureCode,
  failure,
  learned,
}: AttemptEnd): readonly Reason[] => {
  if (status === 'SUCCEEDED') return [];
  if (status === 'PENDING') return [learned?.action === undefined ? PENDING : ACTION_REQUIRED];
  return [
    {
      code: codeOf(failureCode),
      message: failure ?? 'The card was not charged.',
      field: ['paymentMethodId'],
    },
  ];
};
