import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import {
  AddContactInput,
  AddContactPayload,
  RemoveContactInput,
  RemoveContactPayload,
  UpdateContactInput,
  UpdateContactPayload,
} from './contact.mutation-types';
import type { ContactService } from './contact.service';

@Resolver()
export class ContactResolver {
  constructor(private readonly contacts: ContactService) {}

  @Write(() => AddContactInput, () => AddContactPayload, {
    description: 'Adds a contact: a person who receives notifications and does not sign in.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  addContact(input: AddContactInput, call: Call): Promise<Outcome<AddContactPayload>> {
    return this.contacts.add(call, input);
  }

  @Write(() => UpdateContactInput, () => UpdateContactPayload, {
    description: 'Changes a contact. Errors: `GONE` when somebody removed it meanwhile.',
    on: { type: 'Contact', id: 'contactId' },
    dryRun: true,
  })
  updateContact(input: UpdateContactInput, call: Call): Promise<Outcome<UpdateContactPayload>> {
    return this.contacts.update(call, input);
  }

  @Write(() => RemoveContactInput, () => RemoveContactPayload, {
    description: 'Removes a contact. Errors: `GONE` when somebody else removed it meanwhile.',
    on: { type: 'Contact', id: 'contactId' },
    dryRun: true,
  })
  removeContact(_input: RemoveContactInput, call: Call): Promise<Outcome<RemoveContactPayload>> {
    return this.contacts.remove(call);
  }
}
