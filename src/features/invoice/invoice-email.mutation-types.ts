import { Field, InputType, ObjectType } from 'type-graphql';
import { EmailList, Id } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Invoice, type InvoiceRow } from './invoice.types';

@InputType({ description: 'Mails an invoice to people and contacts of its account.' })
export class EmailInvoiceInput extends DryRunInput {
  @Id({ description: 'The invoice or credit note.' })
  readonly invoiceId!: string;
  @EmailList(20, {
    description:
      "Addresses of the account's holder, of logins that have accepted, or of contacts. Each receives one mail.",
  })
  readonly to!: readonly string[];
}

@ObjectType({ description: 'Result of `emailInvoice`.', simpleResolvers: true })
export class EmailInvoicePayload extends DryRunPayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice.' })
  readonly invoice!: InvoiceRow | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Addresses that the invoice is mailed to, in normal form, without duplicates.',
  })
  readonly sentTo!: readonly string[] | null;
}
