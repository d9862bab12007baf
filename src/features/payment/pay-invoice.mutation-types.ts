import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, IdList, BooleanField } from '../../graphql/input';
import { Money } from '../../graphql/money';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Invoice, type InvoiceRow } from '../invoice/invoice.types';
import { PaymentAction } from './payment-action';
import { Payment, type PaymentRow } from './payment.types';

/** How many invoices one payment pays at most. */
const MOST_INVOICES = 50;

@InputType({ description: 'Pays the open balance of invoices by card.' })
export class PayInvoiceInput extends DryRunInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @IdList(MOST_INVOICES, {
    description: 'More invoices of the same account, to be paid with the same charge.',
    whenAbsent: 'none',
  })
  readonly furtherInvoiceIds?: readonly string[];
  @BooleanField({
    description:
      'Whether carried-over invoices (`Account.carried`) are paid with the same charge, as far as the maximum charge and the spending cap of an API token allow.',
    whenAbsent: 'yes',
  })
  readonly withCarried?: boolean;
  @Id({
    description: 'The card.',
    whenAbsent: 'the default card',
  })
  readonly paymentMethodId?: string;
}

@ObjectType({ description: 'What a payment moves, as its dry run tells.', simpleResolvers: true })
export class PaymentTotals {
  @Field(() => Money, { description: 'What is paid of all invoices together.' })
  readonly amount!: Money;
  @Field(() => Money, { description: 'Of that, paid from the credit of the account.' })
  readonly fromCredit!: Money;
  @Field(() => Money, { description: 'Of that, charged to the card.' })
  readonly charged!: Money;
}

@ObjectType({ description: 'Result of `payInvoice`.', simpleResolvers: true })
export class PayInvoicePayload extends DryRunPayload {
  @Field(() => Payment, {
    nullable: true,
    description:
      'The payment. While it is `PENDING` its outcome is unknown: the payment service is asked, and nothing is charged again before that.',
  })
  readonly payment!: PaymentRow | null;
  @Field(() => PaymentAction, {
    nullable: true,
    description:
      'With `PAYMENT_ACTION_REQUIRED`: how the payer confirms the payment; null otherwise.',
  })
  readonly paymentAction!: PaymentAction | null;
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
  @Field(() => PaymentTotals, {
    nullable: true,
    description: 'What would be paid; null unless it is a dry run.',
  })
  readonly totals!: PaymentTotals | null;
}
