import { Field, InputType, ObjectType } from 'type-graphql';
import { Decimal, Id, Text } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Invoice, type InvoiceRow } from './invoice.types';

const REASON = 'Why. It stands in the history, and on a credit note.';

@InputType({ description: 'Withdraws an invoice that nobody has paid.' })
export class VoidInvoiceInput extends RehearsableInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @Text(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'What came of withdrawing an invoice.', simpleResolvers: true })
export class VoidInvoicePayload extends RehearsablePayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
}

@InputType({ description: 'Has an invoice collected again whose money went back.' })
export class ResumeCollectionInput extends RehearsableInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @Text(500, { description: 'Why. It stands in the history.' })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `resumeCollection`.', simpleResolvers: true })
export class ResumeCollectionPayload extends RehearsablePayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
}

@InputType({ description: 'Takes an invoice, or a part of it, back by a credit note.' })
export class CreditInvoiceInput extends RehearsableInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @Decimal({
    description:
      'How much, tax included, in the currency of the invoice. Above zero, but for a free invoice.',
    leftOut: 'all that is not credited yet',
  })
  readonly amount?: string;
  @Text(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'What came of crediting an invoice.', simpleResolvers: true })
export class CreditInvoicePayload extends RehearsablePayload {
  @Field(() => Invoice, { nullable: true, description: 'The credit note.' })
  readonly creditNote!: InvoiceRow | null;
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
}
