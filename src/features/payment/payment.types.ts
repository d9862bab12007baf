import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { RowGrants } from '../../domain/access/row-grants';
import { DisputeStatus } from '../../domain/billing/dispute';
import { PaymentKind, PaymentStatus } from '../../domain/billing/payment';
import { connectionOf } from '../../graphql/connection';
import { Money } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars';

registerEnumType(PaymentKind, {
  name: 'PaymentKind',
  description: 'How money came.',
  valuesConfig: {
    CARD: { description: 'By card.' },
    BANK_TRANSFER: { description: 'By bank transfer.' },
    CREDIT: { description: 'Out of what the account had in credit: no money moved.' },
  },
});
registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description: 'Outcome of a payment.',
  valuesConfig: {
    PENDING: {
      description: 'Not known yet; the gateway is asked before anything else happens.',
    },
    SUCCEEDED: { description: 'Paid.' },
    FAILED: { description: 'Not paid; `failure` says why.' },
  },
});

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A card on file.' })
export class PaymentMethod extends Node {
  @Field(() => String, { description: 'Brand of the card: `Visa`.' })
  readonly brand!: string;
  @Field(() => String, { description: 'Last four digits.' })
  readonly last4!: string;
  @Field(() => DateScalar, { description: 'Last day on which the card is good.' })
  readonly expiresOn!: string;
  @Field(() => Boolean, { description: 'Whether it is charged when nobody chooses another one.' })
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

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One attempt to pay, whatever came of it.',
})
export class Payment extends Node {
  @Field(() => Money, { description: 'Amount of the attempt.' })
  readonly amount!: Money;
  @Field(() => Money, { description: 'What of it was given back.' })
  readonly refunded!: Money;
  @Field(() => Money, {
    description: 'What disputes hold of it: the bank has taken it back, and may give it again.',
  })
  readonly disputed!: Money;
  @Field(() => Money, {
    description:
      'What of the payment is for no invoice, such as money for an order that was canceled before it arrived. It is part of the credit of the account.',
  })
  readonly unallocated!: Money;
  @Field(() => PaymentStatus, { description: 'Outcome of the payment.' })
  readonly status!: PaymentStatus;
  @Field(() => PaymentKind, { description: 'How money came, or was to come.' })
  readonly kind!: PaymentKind;
  @Field(() => DateTimeScalar, { description: 'When it was attempted.' })
  readonly attemptedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Until when its payer may confirm it with their bank: `confirmPayment` says how. Null unless it waits for that.',
  })
  readonly confirmBy!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it failed, in words for the payer.' })
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
}

registerEnumType(DisputeStatus, {
  name: 'DisputeStatus',
  description: 'Where a dispute stands.',
  valuesConfig: {
    OPEN: { description: 'The bank has not decided yet.' },
    WON: { description: 'Decided for the vendor: what it held was given again.' },
    LOST: { description: 'Decided for the customer: what it holds stays away.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A refund of a payment, or of a part of it.' })
export class PaymentRefund {
  @Field(() => Money, { description: 'How much.' })
  readonly amount!: Money;
  @Field(() => PaymentStatus, {
    description:
      '`PENDING` while the bank has not answered, `FAILED` also when the bank sent the money back later.',
  })
  readonly status!: PaymentStatus;
  @Field(() => String, {
    description: 'Why, as staff said; `Made at the payment service` when it was made there.',
  })
  readonly reason!: string;
  @Field(() => DateTimeScalar, {
    description: 'When it was asked for, or found at the payment service.',
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
  description: 'A dispute: the bank of a customer takes a payment back, or asks about it.',
})
export class PaymentDispute {
  @Field(() => Money, {
    description: 'What it holds of the payment at this moment; 0 while the bank merely asks.',
  })
  readonly held!: Money;
  @Field(() => DisputeStatus, { description: 'Where it stands.' })
  readonly status!: DisputeStatus;
  @Field(() => String, {
    description: 'Why, in a word of the payment service, such as `fraudulent`.',
  })
  readonly reason!: string;
  @Field(() => DateTimeScalar, { description: 'When it was found.' })
  readonly openedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its decision was found; null while it is open.',
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
