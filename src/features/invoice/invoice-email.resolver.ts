import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perPerson } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { EmailInvoiceInput, EmailInvoicePayload } from './invoice-email.mutation-types';
import type { InvoiceEmailService } from './invoice-email.service';

@Resolver()
export class InvoiceEmailResolver {
  constructor(private readonly service: InvoiceEmailService) {}

  @Write(() => EmailInvoiceInput, () => EmailInvoicePayload, {
    description:
      'Mails an invoice, with its amounts and its PDF, to people and contacts of the account. Errors: `NO_ADDRESSES` when no address is given, `ADDRESS_NOT_OF_ACCOUNT` for each address of nobody on the account; nothing is sent then.',
    on: { type: 'Invoice', id: 'invoiceId' },
    dryRun: true,
    // Whoever asks learns which addresses are of the account.
    limits: [perPerson(30, 3_600)],
  })
  emailInvoice(input: EmailInvoiceInput, call: Call): Promise<Outcome<EmailInvoicePayload>> {
    return this.service.email(call, input);
  }
}
