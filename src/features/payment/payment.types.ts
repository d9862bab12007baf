import { Field, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import { DisputeStatus } from '../../domain/billing/dispute';
import { PaymentKind, PaymentStatus } from '../../domain/billing/payment';
import { connectionOf } from '../../graphql/connection';
import { Money } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars';
import { registerEnums } from '../../graphql/register-enum';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A card on file.' })
export class PaymentMethod extends Node {
  @Field(() => String, { description: 'Brand of the card: `Visa`.' })
  readonly brand!: string;
  @Field(() => String, { description: 'Last four digits.' })
  readonly last4!: string;
  @Field(() => DateScalar, { description: 'Last day on which the card is valid.' })
  readonly expiresOn!: string;
  @Field(() => Boolean, {
    description: 'Whether it is the default card, which is charged when no other is chosen.',
  })
  readonly isDefault!: boolean;
}

export interface PaymentMethodRow extends NodeRow {
  readonly __typename: 'PaymentMethod';
  readonly accountId: number;
  readonly brand: string;
  readonly last4: string;
  readonly expiresOn: string;
  readonly isDefault: number;
  /** It was taken off the account, and stays for the payments made by it. */
  readonly removed: number;
}

@ObjectType({ simpleResolvers: true, description: 'What the bank says of a payment.' })
export class BankTransfer {
  @Field(() => String, { description: "The bank's reference." })
  readonly reference!: string;
  @Field(() => DateScalar, { description: 'Day on which the bank credited the amount.' })
  readonly receivedOn!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When staff took its record back because it was a mistake; null otherwise.',
  })
  readonly reversedAt!: Date | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A payment: one attempt, successful or not.',
})
export class Payment extends Node {
  @Field(() => Money, { description: 'Amount of the attempt.' })
  readonly amount!: Money;
  @Field(() => Money, { description: 'Refunded part of the amount.' })
  readonly refunded!: Money;
  @Field(() => Money, {
    description: 'Part of the amount that open or lost disputes withhold.',
  })
  readonly disputed!: Money;
  @Field(() => Money, {
    description:
      'Part of the payment that was not applied to any invoice, such as money for an order that was canceled before it arrived. It is account credit.',
  })
  readonly unallocated!: Money;
  @Field(() => PaymentStatus, { description: 'Outcome of the payment.' })
  readonly status!: PaymentStatus;
  @Field(() => PaymentKind, { description: 'Payment method.' })
  readonly kind!: PaymentKind;
  @Field(() => BankTransfer, {
    nullable: true,
    description: 'What the bank says of it; null unless it is a bank transfer that staff recorded.',
  })
  readonly bankTransfer!: BankTransfer | null;
  @Field(() => DateTimeScalar, {
    description: 'When it was attempted; of a bank transfer, when it was recorded.',
  })
  readonly attemptedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Deadline for the payer to confirm it with their bank (see `confirmPayment`); null when it is not pending confirmation.',
  })
  readonly confirmBy!: Date | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why it failed, as a message for the payer; null otherwise.',
  })
  readonly failure!: string | null;
}

export interface PaymentRow extends NodeRow {
  readonly __typename: 'Payment';
  readonly accountId: number;
  readonly paymentMethodId: number | null;
  readonly amount: Money;
  readonly refunded: Money;
  readonly disputed: Money;
  readonly unallocated: Money;
  readonly status: PaymentStatus;
  readonly kind: PaymentKind;
  readonly attemptedAt: Date;
  readonly confirmBy: Date | null;
  readonly failure: string | null;
  readonly bankTransfer: BankTransfer | null;
}

registerEnums(PaymentKind, PaymentStatus, DisputeStatus);

@ObjectType({ simpleResolvers: true, description: 'A refund of a payment, or of a part of it.' })
export class PaymentRefund {
  @Field(() => Money, { description: 'Refunded amount.' })
  readonly amount!: Money;
  @Field(() => PaymentStatus, {
    description:
      '`PENDING` while the outcome is unknown, `FAILED` also when the bank returned the money later.',
  })
  readonly status!: PaymentStatus;
  @Field(() => String, {
    description: 'Reason that staff gave; `Made at the payment service` when it was made there.',
  })
  readonly reason!: string;
  @Field(() => DateTimeScalar, {
    description: 'When it was requested, or found at the payment service.',
  })
  readonly createdAt!: Date;
}

export interface PaymentRefundRow {
  readonly paymentId: number;
  readonly amount: Money;
  readonly status: PaymentStatus;
  readonly reason: string;
  readonly createdAt: Date;
  readonly grants: RowGrants;
}

@ObjectType({
  simpleResolvers: true,
  description: "A dispute of a payment: the customer's bank takes it back, or inquires about it.",
})
export class PaymentDispute {
  @Field(() => Money, {
    description: 'Amount that is withheld now; 0 while the bank only inquires.',
  })
  readonly held!: Money;
  @Field(() => DisputeStatus, { description: 'Status of the invoice.' })
  readonly status!: DisputeStatus;
  @Field(() => String, {
    description: 'Reason code of the payment service, such as `fraudulent`.',
  })
  readonly reason!: string;
  @Field(() => DateTimeScalar, { description: 'When it was found.' })
  readonly openedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its outcome was found; null while it is open.',
  })
  readonly closedAt!: Date | null;
}

export interface PaymentDisputeRow {
  readonly paymentId: number;
  readonly held: Money;
  readonly status: DisputeStatus;
  readonly reason: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly grants: RowGrants;
}

export const PaymentConnection = connectionOf<PaymentRow>('Payment', () => Payment);
export const PaymentMethodConnection = connectionOf<PaymentMethodRow>(
  'PaymentMethod',
  () => PaymentMethod,
);
