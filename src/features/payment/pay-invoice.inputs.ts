import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, IdList, Yes } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Invoice, type InvoiceRow } from '../invoice/invoice.types';
import { PaymentAction } from './payment-action';
import { Payment, type PaymentRow } from './payment.types';

/** How many invoices one payment pays at most. */
const MOST_INVOICES = 50;

@InputType({ description: 'Pays what is still to be paid of invoices, by card.' })
export class PayInvoiceInput extends RehearsableInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @IdList(MOST_INVOICES, {
    description: 'More invoices of the same account, to be paid by the same charge.',
    leftOut: 'none',
  })
  readonly furtherInvoiceIds?: readonly string[];
  @Yes({
    description:
      'Whether what `Account.carried` comes to, of invoices too small for a charge of their own, is charged along, as far as the charge and the cap of an API token have room.',
    leftOut: 'yes',
  })
  readonly withCarried?: boolean;
  @Id({
    description: 'The card.',
    leftOut: 'the default one',
  })
  readonly paymentMethodId?: string;
}

@ObjectType({ description: 'Result of `payInvoice`.', simpleResolvers: true })
export class PayInvoicePayload extends RehearsablePayload {
  @Field(() => Payment, {
    nullable: true,
    description:
      'The attempt. While it is `PENDING` its outcome is not known: it is asked for, and nothing is charged again before that.',
  })
  readonly payment!: PaymentRow | null;
  @Field(() => PaymentAction, {
    nullable: true,
    description:
      'With `PAYMENT_ACTION_REQUIRED`: what the payer does to confirm it; null when there is nothing.',
  })
  readonly paymentAction!: PaymentAction | null;
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
}
