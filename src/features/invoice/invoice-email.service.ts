import type { Day } from '../../domain/billing/calendar';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { Notifier } from '../mail/notifier';
import { UserRepository } from '../user/user.repository';
import type { EmailInvoiceInput, EmailInvoicePayload } from './invoice-email.mutation-types';
import type { WaysToPay } from './invoice-document';
import { InvoiceDocumentRepository } from './invoice-document.repository';
import { isToBePaid } from './invoice-words';
import { InvoiceRepository } from './invoice.repository';
import { mailedInvoice } from './mailed-invoice';

/** Invoices that people ask to have mailed (R47). */
export class InvoiceEmailService {
  constructor(
    private readonly notifier: Notifier,
    private readonly ids: IdCodec,
    private readonly ways: WaysToPay,
    private readonly limits: LimitsOf,
    private readonly timeZone: string,
  ) {}

  /** One mail to each address, or none at all. @throws Refusal NO_ADDRESSES, ADDRESS_NOT_OF_ACCOUNT. */
  email(call: Call, { to: given }: EmailInvoiceInput): Promise<Outcome<EmailInvoicePayload>> {
    if (given.length === 0)
      throw new Refusal({
        code: 'NO_ADDRESSES',
        message: 'Give at least one address to mail the invoice to.',
        field: ['to'],
      });
    const addresses = [...new Set(given)];
    return call.commit(async (unit) => {
      const invoices = new InvoiceRepository(unit.tx);
      const [invoice] = await invoices.byKeys(call.scope, [call.target.pk]);
      if (invoice === undefined) throw new Error('The invoice is out of reach');
      const document = await this.documents(unit).of(call.scope, invoice);
      const sentBy = await nameOf(unit, call);
      const { pk, accountId, number } = invoice;
      const said = {
        parameters: {
          invoiceId: this.ids.encode('Invoice', pk),
          number,
          issuedOn: invoice.issuedOn as Day,
          dueOn: invoice.dueOn as Day,
          sentBy,
          notes: document.notes,
          toPay: isToBePaid(document),
        },
        // What it says about its tax is among its notes.
        amounts: mailedInvoice(document, []),
      };
      const notices = addresses.map((email) => ({
        event: 'INVOICE_EMAILED' as const,
        addressee: { email, name: null },
      }));
      const recipients = await this.notifier.notifyOfAll(unit, accountId, notices, () => said);
      const strangers = addresses.filter((_, at) => recipients[at]?.recipients.length === 0);
      const [first, ...more] = strangers.map((email) => notOfAccount(given.indexOf(email)));
      if (first !== undefined) throw new Refusal(first, ...more);
      const invoiceRef = new RowRef('Invoice', pk);
      unit.audit({
        subject: invoiceRef,
        accountId,
        before: { emailedTo: null },
        after: { emailedTo: addresses },
      });
      return { invoice: invoiceRef, sentTo: addresses };
    });
  }

  private documents({ tx }: Unit): InvoiceDocumentRepository {
    return new InvoiceDocumentRepository(tx, this.ways, this.limits, this.timeZone);
  }
}

const notOfAccount = (at: number): Reason => ({
  code: 'ADDRESS_NOT_OF_ACCOUNT',
  message:
    "An invoice can be mailed only to people and contacts of its account. The account's holder can add a contact.",
  field: ['to', String(at)],
});

/** Who asks, by name; null for a token, and for staff, who act in the holder's place. */
async function nameOf(unit: Unit, { actor, scope }: Call): Promise<string | null> {
  if (actor.kind !== 'user' || actor.staffRole !== null) return null;
  const [user] = await new UserRepository(unit.tx).byKeys(scope, [actor.userId]);
  return user?.fullName ?? null;
}
