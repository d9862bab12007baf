import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Decimal, Id, Lines, BooleanField } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Invoice, type InvoiceRow } from './invoice.types';
import { EndedLicenseResult, KeptLicenseResult } from './invoiced-licenses.types';

const REASON = 'Reason. It is shown in the history, and on a credit note.';
const END_LICENSES = {
  description:
    'Whether licenses that were bought new with the invoice end when the invoice is fully voided or credited. Renewals, changes and add-ons end nothing. The same holds for support incidents that are not used up: they are withdrawn.',
  whenAbsent: 'they end',
} as const;

@InputType({ description: 'Voids an invoice of which nothing was paid.' })
export class VoidInvoiceInput extends DryRunInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @BooleanField(END_LICENSES)
  readonly endLicenses?: boolean;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

/** What a correction says of what its invoice was for. */
@ObjectType({ simpleResolvers: true })
abstract class CorrectionPayload extends DryRunPayload {
  @Field(() => [EndedLicenseResult], {
    nullable: true,
    description:
      'Licenses that ended, or that would end in a dry run. Empty while a part of the invoice is still to be paid.',
  })
  readonly endedLicenses!: readonly EndedLicenseResult[] | null;
  @Field(() => [KeptLicenseResult], {
    nullable: true,
    description:
      'Other licenses of the invoice, with the reason why each stays unchanged. Empty while a part of the invoice is still to be paid, and for lease invoices: a lease goes on until it is stopped.',
  })
  readonly keptLicenses!: readonly KeptLicenseResult[] | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Support incidents of the invoice that were withdrawn from the account, or would be in a dry run. 0 while a part of the invoice is still to be paid.',
  })
  readonly withdrawnSupportIncidents!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Other support incidents of the invoice: they were used up, or `endLicenses` was false. 0 while a part of the invoice is still to be paid.',
  })
  readonly keptSupportIncidents!: number | null;
}

@ObjectType({ description: 'Result of `voidInvoice`.', simpleResolvers: true })
export class VoidInvoicePayload extends CorrectionPayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
}

@InputType({ description: 'Resumes collection of an invoice whose payment was returned.' })
export class ResumeCollectionInput extends DryRunInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @Lines(500, { description: 'Reason. It is shown in the history.' })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `resumeCollection`.', simpleResolvers: true })
export class ResumeCollectionPayload extends DryRunPayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  readonly invoice!: InvoiceRow | null;
}

@InputType({ description: 'Credits an invoice, fully or in part, by a credit note.' })
export class CreditInvoiceInput extends DryRunInput {
  @Id({ description: 'The invoice.' })
  readonly invoiceId!: string;
  @Decimal({
    description:
      'Amount to credit, tax included, in the currency of the invoice. Must be above zero, except for a free invoice.',
    whenAbsent: 'the whole amount that is not credited yet',
  })
  readonly amount?: string;
  @BooleanField(END_LICENSES)
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
