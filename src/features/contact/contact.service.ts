import { ContactMail } from '../../domain/mail/preferences';
import { Refusal } from '../../domain/refusal';
import type { Call, Fields, Unit } from '../../graphql/call';
import { DeletedId, RowRef, type Outcome } from '../../graphql/outcome';
import { ContactRepository, type ContactValues } from './contact.repository';
import type {
  AddContactInput,
  AddContactPayload,
  RemoveContactPayload,
  UpdateContactInput,
  UpdateContactPayload,
} from './contact.mutation-types';

/** In the order of the enum, so that two equal lists are equal. */
const inOrder = (receives: readonly ContactMail[]): ContactMail[] =>
  Object.values(ContactMail).filter((one) => receives.includes(one));

/** What a contact receives that nobody chose for. */
const usualMail = (supportAuthorized = false): ContactMail[] =>
  supportAuthorized ? ['IMPORTANT_NOTICES', 'SUPPORT'] : ['IMPORTANT_NOTICES'];

const recorded = (values: ContactValues): Fields => ({ ...values });

/** Contacts of an account: people who are told of things and never sign in (R8, R9, R17). */
export class ContactService {
  /** Any number of them may be added. */
  add(call: Call, input: AddContactInput): Promise<Outcome<AddContactPayload>> {
    const accountId = call.target.pk;
    const values: ContactValues = {
      firstName: input.firstName,
      lastName: input.lastName,
      email: input.email,
      country: input.country,
      receives: inOrder(input.receives ?? usualMail(input.supportAuthorized)),
      supportAuthorized: input.supportAuthorized ?? false,
    };
    return call.commit(async (unit) => {
      const contacts = new ContactRepository(unit.tx);
      const contact = new RowRef(
        'Contact',
        await contacts.add(call.scope, accountId, values, call.now),
      );
      unit.audit({ subject: contact, accountId, before: null, after: recorded(values) });
      return { contact };
    });
  }

  /** Changes what the input gives. @throws Refusal GONE. */
  update(call: Call, input: UpdateContactInput): Promise<Outcome<UpdateContactPayload>> {
    return call.commit(async (unit) => {
      const { accountId, ...before } = await this.lock(call, unit);
      const after: ContactValues = {
        firstName: input.firstName ?? before.firstName,
        lastName: input.lastName ?? before.lastName,
        email: input.email ?? before.email,
        country: input.country ?? before.country,
        receives: inOrder(input.receives ?? before.receives),
        supportAuthorized: input.supportAuthorized ?? before.supportAuthorized,
      };
      const contact = new RowRef('Contact', call.target.pk);
      const contacts = new ContactRepository(unit.tx);
      await contacts.update(call.scope, contact.key, after);
      // A link that was mailed works for nobody else, and never again once support may not act on its word.
      if (!after.supportAuthorized || after.email !== before.email)
        await contacts.endSupportLinks(call.scope, contact.key, { accountId, email: before.email });
      unit.audit({
        subject: contact,
        accountId,
        before: recorded(before),
        after: recorded(after),
      });
      return { contact };
    });
  }

  /** Removes the contact; its history stays. @throws Refusal GONE. */
  remove(call: Call): Promise<Outcome<RemoveContactPayload>> {
    return call.commit(async (unit) => {
      const { accountId, ...before } = await this.lock(call, unit);
      const { pk } = call.target;
      const contacts = new ContactRepository(unit.tx);
      await contacts.endSupportLinks(call.scope, pk, { accountId, email: before.email });
      await contacts.remove(call.scope, pk);
      unit.audit({
        subject: new RowRef('Contact', pk),
        accountId,
        before: recorded(before),
        after: null,
      });
      return { removedContactId: new DeletedId('Contact', pk) };
    });
  }

  private async lock(call: Call, unit: Unit): Promise<ContactValues & { accountId: number }> {
    const found = await new ContactRepository(unit.tx).lock(call.scope, call.target.pk);
    if (found === null)
      throw new Refusal({
        code: 'GONE',
        message: 'Somebody else has just removed this contact.',
        field: ['contactId'],
      });
    return found;
  }
}
