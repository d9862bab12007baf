import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { LONGEST_REFERENCE } from '../../domain/billing/bank-transfer';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import { Decimal, Id, Lines, NestedList, Text } from '../../graphql/input';
import { Money } from '../../graphql/money';
import { CurrencyScalar, DateScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Account, type AccountRow } from '../account/account.types';
import { Payment, type PaymentRow } from './payment.types';

/** Invoices that one transfer, or one application of credit, can pay. */
const MOST_INVOICES = 100;

@InputType({ description: 'An invoice to which staff apply money.' })
export class AppliedInvoiceInput {
  @Id({ description: 'The invoice, of the account.' })
  readonly invoiceId!: string;
  @Decimal({
    description: 'How much of the money goes to it, at most what it asks for.',
    whenAbsent:
      'as much as it asks for, or what the invoices with an amount, and those before it, leave',
  })
  readonly amount?: string;
}

@ObjectType({ description: 'What of an amount an invoice gets.', simpleResolvers: true })
export class AppliedInvoice {
  @Field(() => ID, { description: 'Id of the invoice.' })
  readonly invoiceId!: string;
  @Field(() => String, { description: 'Number of the invoice.' })
  readonly number!: string;
  @Field(() => Money, { description: 'What goes to it.' })
  readonly amount!: Money;
  @Field(() => Money, { description: 'What is then still to be paid of it.' })
  readonly remaining!: Money;
}

@InputType({ description: 'Records money that came by bank transfer.' })
export class RecordBankTransferInput extends DryRunInput {
  @Id({ description: 'The account that paid.' })
  readonly accountId!: string;
  @Text(LONGEST_REFERENCE, {
    description:
      "The bank's reference of the transfer. Spaces and capitals make no difference. Each is recorded once.",
  })
  readonly reference!: string;
  @Field(() => DateScalar, {
    description: 'Day on which the bank credited the amount, at most 366 days ago.',
  })
  readonly receivedOn!: Day;
  @Decimal({ description: 'Amount that was received, above zero.' })
  readonly amount!: string;
  @Field(() => CurrencyScalar, { description: 'Its currency, which must be that of the account.' })
  readonly currency!: Currency;
  @NestedList(() => AppliedInvoiceInput, MOST_INVOICES, {
    description: 'Invoices that it pays. What they leave becomes credit of the account.',
    whenAbsent: 'all of it becomes credit',
  })
  readonly invoices?: readonly AppliedInvoiceInput[];
}

@ObjectType({ description: 'What a bank transfer pays.', simpleResolvers: true })
export class BankTransferTotals {
  @Field(() => Money, { description: 'What was received.' })
  readonly amount!: Money;
  @Field(() => Money, { description: 'Of that, applied to invoices.' })
  readonly applied!: Money;
  @Field(() => Money, { description: 'Of that, credit of the account.' })
  readonly keptAsCredit!: Money;
  @Field(() => [AppliedInvoice], { description: 'The invoices, in the order of the input.' })
  readonly invoices!: readonly AppliedInvoice[];
}

@ObjectType({ description: 'Result of `recordBankTransfer`.', simpleResolvers: true })
export class RecordBankTransferPayload extends DryRunPayload {
  @Field(() => Payment, { nullable: true, description: 'The payment; null in a dry run.' })
  readonly payment!: PaymentRow | null;
  @Field(() => BankTransferTotals, {
    nullable: true,
    description: 'What it pays, or would pay; null when nothing was recorded.',
  })
  readonly totals!: BankTransferTotals | null;
}

@InputType({ description: 'Takes back the record of a bank transfer, because it was a mistake.' })
export class ReverseBankTransferInput extends DryRunInput {
  @Id({ description: 'The payment.' })
  readonly paymentId!: string;
  @Lines(500, { description: 'Reason. It is shown in the history.' })
  readonly reason!: string;
}

@ObjectType({
  description: 'What the reversal of a bank transfer takes back.',
  simpleResolvers: true,
})
export class ReverseBankTransferTotals {
  @Field(() => Money, { description: 'Amount of the transfer.' })
  readonly amount!: Money;
  @Field(() => Money, { description: 'Of that, taken from the credit of the account.' })
  readonly fromCredit!: Money;
  @Field(() => [AppliedInvoice], {
    description:
      'Invoices that are open again by the rest: those that it paid, and those that its credit has paid since. `amount` is what is taken from each.',
  })
  readonly invoices!: readonly AppliedInvoice[];
}

@ObjectType({ description: 'Result of `reverseBankTransfer`.', simpleResolvers: true })
export class ReverseBankTransferPayload extends DryRunPayload {
  @Field(() => Payment, { nullable: true, description: 'The payment as it is now.' })
  readonly payment!: PaymentRow | null;
  @Field(() => ReverseBankTransferTotals, {
    nullable: true,
    description: 'What it takes back, or would take back; null when nothing was reversed.',
  })
  readonly totals!: ReverseBankTransferTotals | null;
}

@InputType({ description: 'Applies the credit of an account to its invoices.' })
export class ApplyCreditInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Decimal({
    description: 'How much of the credit is applied at most.',
    whenAbsent: 'as much as there is',
  })
  readonly amount?: string;
  @NestedList(() => AppliedInvoiceInput, MOST_INVOICES, {
    description: 'Invoices that it pays, at least one.',
  })
  readonly invoices!: readonly AppliedInvoiceInput[];
  @Lines(500, { description: 'Reason. It is shown in the history.' })
  readonly reason!: string;
}

@ObjectType({ description: 'What the credit of an account pays.', simpleResolvers: true })
export class ApplyCreditTotals {
  @Field(() => Money, { description: 'Credit that is applied to invoices.' })
  readonly applied!: Money;
  @Field(() => Money, { description: 'Credit that is left on the account.' })
  readonly creditLeft!: Money;
  @Field(() => [AppliedInvoice], { description: 'The invoices, in the order of the input.' })
  readonly invoices!: readonly AppliedInvoice[];
}

@ObjectType({ description: 'Result of `applyCredit`.', simpleResolvers: true })
export class ApplyCreditPayload extends DryRunPayload {
  @Field(() => Payment, { nullable: true, description: 'The payment; null in a dry run.' })
  readonly payment!: PaymentRow | null;
  @Field(() => Account, { nullable: true, description: 'The account as it is now.' })
  readonly account!: AccountRow | null;
  @Field(() => ApplyCreditTotals, {
    nullable: true,
    description: 'What is paid, or would be paid; null when nothing was applied.',
  })
  readonly totals!: ApplyCreditTotals | null;
}
