import { Field, InputType, ObjectType } from 'type-graphql';
import { Decimal, Id, Lines, Yes } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Invoice, type InvoiceRow } from './invoice.types';
import { EndedLicenseResult, KeptLicenseResult } from './invoiced-licenses.types';

const REASON = 'Why. It stands in the history, and on a credit note.';
const END_LICENSES = {
  description:
    'Whether licenses that were bought new with the invoice end when it is taken back in full. Renewals, changes and add-ons end nothing.',
  leftOut: 'they end',
} as const;

@InputType({ description: 'Withdraws an invoice that nobody has paid.' })
export class VoidInvoiceInput extends RehearsableInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @Yes(END_LICENSES)
  readonly endLicenses?: boolean;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

/** What a correction says of the licenses of its invoice. */
@ObjectType({ simpleResolvers: true })
abstract class CorrectionPayload extends RehearsablePayload {
  @Field(() => [EndedLicenseResult], {
    nullable: true,
    description:
      'Licenses that ended, or would end in a dry run. Empty while a part of the invoice is still asked for.',
  })
  readonly endedLicenses!: readonly EndedLicenseResult[] | null;
  @Field(() => [KeptLicenseResult], {
    nullable: true,
    description:
      'Other licenses that the invoice was for, with the reason why each stays as it is. Empty while a part of the invoice is still asked for, and for lease invoices: a lease goes on until it is stopped.',
  })
  readonly keptLicenses!: readonly KeptLicenseResult[] | null;
}

@ObjectType({ description: 'Result of `voidInvoice`.', simpleResolvers: true })
export class VoidInvoicePayload extends CorrectionPayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
}

@InputType({ description: 'Has an invoice collected again whose money went back.' })
export class ResumeCollectionInput extends RehearsableInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @Lines(500, { description: 'Why. It stands in the history.' })
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
  @Yes(END_LICENSES)
  readonly endLicenses?: boolean;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `creditInvoice`.', simpleResolvers: true })
export class CreditInvoicePayload extends CorrectionPayload {
  @Field(() => Invoice, { nullable: true, description: 'The credit note.' })
  readonly creditNote!: InvoiceRow | null;
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
}
