import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { AccountRow } from '../account/account.types';
import {
  AddSupportNoteInput,
  AddSupportNotePayload,
  AssignSupportRequestInput,
  AssignSupportRequestPayload,
  AttachToSupportRequestInput,
  AttachToSupportRequestPayload,
  CloseSupportRequestInput,
  CloseSupportRequestPayload,
  OpenSupportRequestInput,
  OpenSupportRequestPayload,
  ReopenSupportRequestInput,
  ReopenSupportRequestPayload,
  RecordSupportRequestInput,
  RecordSupportRequestPayload,
  ReplyToSupportRequestInput,
  ReplyToSupportRequestPayload,
  ReturnSupportIncidentInput,
  ReturnSupportIncidentPayload,
  UseSupportIncidentInput,
  UseSupportIncidentPayload,
} from './support.mutation-types';
import type { SupportRequestRow } from './support-request.types';
import type { ContactRow } from '../contact/contact.types';
import type { SupportContactService } from './support-contact.service';
import type { SupportIncidentService } from './support-incident.service';
import type { SupportService } from './support.service';

const ON = { type: 'SupportRequest', id: 'supportRequestId' } as const;

@Resolver()
export class SupportMutationResolver {
  constructor(
    private readonly support: SupportService,
    private readonly incidents: SupportIncidentService,
    private readonly contacts: SupportContactService,
  ) {}

  @Write(() => OpenSupportRequestInput, () => OpenSupportRequestPayload, {
    description:
      'Opens a support request. Support is notified. Errors: `NOT_OF_ACCOUNT` when the license or the lease is not one of the account, `NO_INCIDENT_LEFT` when it is to use up a support incident and the account has none left.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  openSupportRequest(
    input: OpenSupportRequestInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<OpenSupportRequestPayload>> {
    return this.support.open(call, input);
  }

  @Write(() => RecordSupportRequestInput, () => RecordSupportRequestPayload, {
    description:
      "Records a support request that a contact made by phone or mail; it counts as the contact's. If the contact receives `SUPPORT` mail, it is mailed a link by which it follows the request and replies, and a new one with each answer. Errors: `CONTACT_NOT_AUTHORIZED` when the contact is not authorized for support, `GONE` when somebody removed it meanwhile, `NOT_OF_ACCOUNT` when the license or the lease is not one of the account, `NO_INCIDENT_LEFT` when it is to use up a support incident and the account has none left.",
    on: { type: 'Contact', id: 'contactId' },
    dryRun: true,
    decided: true,
  })
  recordSupportRequest(
    input: RecordSupportRequestInput,
    call: Call<ContactRow>,
  ): Promise<Outcome<RecordSupportRequestPayload>> {
    return this.contacts.record(call, input);
  }

  @Write(() => ReplyToSupportRequestInput, () => ReplyToSupportRequestPayload, {
    description:
      'Writes to a support request: as the customer, or as support when a member of the staff calls. The other side is notified by mail. Errors: `SUPPORT_REQUEST_CLOSED` when it is closed, `CONTACT_NOT_AUTHORIZED` when it is to be the message of a contact and the request came from none that is authorized for support.',
    on: ON,
    dryRun: true,
    decided: true,
  })
  replyToSupportRequest(
    input: ReplyToSupportRequestInput,
    call: Call<SupportRequestRow>,
  ): Promise<Outcome<ReplyToSupportRequestPayload>> {
    return this.support.reply(call, input);
  }

  @Write(() => AttachToSupportRequestInput, () => AttachToSupportRequestPayload, {
    description:
      'Says which license or lease a support request is about. Errors: `SUPPORT_REQUEST_CLOSED` when it is closed, `NOT_OF_ACCOUNT` when the license or the lease is not one of the account.',
    on: ON,
    dryRun: true,
    decided: true,
  })
  attachToSupportRequest(
    input: AttachToSupportRequestInput,
    call: Call<SupportRequestRow>,
  ): Promise<Outcome<AttachToSupportRequestPayload>> {
    return this.support.attach(call, input);
  }

  @Write(() => CloseSupportRequestInput, () => CloseSupportRequestPayload, {
    description:
      'Closes a support request. When support closes it, who opened it is notified by mail. Errors: `SUPPORT_REQUEST_CLOSED` when it is closed already.',
    on: ON,
    dryRun: true,
    decided: true,
  })
  closeSupportRequest(
    _input: CloseSupportRequestInput,
    call: Call<SupportRequestRow>,
  ): Promise<Outcome<CloseSupportRequestPayload>> {
    return this.support.close(call);
  }

  @Write(() => ReopenSupportRequestInput, () => ReopenSupportRequestPayload, {
    description:
      'Reopens a closed support request; support has to answer then. Errors: `SUPPORT_REQUEST_OPEN` when it is not closed.',
    on: ON,
    dryRun: true,
    decided: true,
  })
  reopenSupportRequest(
    _input: ReopenSupportRequestInput,
    call: Call<SupportRequestRow>,
  ): Promise<Outcome<ReopenSupportRequestPayload>> {
    return this.support.reopen(call);
  }

  @Write(() => UseSupportIncidentInput, () => UseSupportIncidentPayload, {
    description:
      'Uses up one of the support incidents that the account has left for a support request. Errors: `NO_INCIDENT_LEFT` when there is none, `INCIDENT_ALREADY_USED` when the request has used one, `SUPPORT_REQUEST_CLOSED` when it is closed.',
    on: ON,
    dryRun: true,
    decided: true,
  })
  useSupportIncident(
    _input: UseSupportIncidentInput,
    call: Call<SupportRequestRow>,
  ): Promise<Outcome<UseSupportIncidentPayload>> {
    return this.incidents.use(call);
  }

  @Write(() => ReturnSupportIncidentInput, () => ReturnSupportIncidentPayload, {
    description:
      'Gives the support incident of a support request back to the account. If its invoice was voided or credited meanwhile, the account gets none back. Errors: `NO_INCIDENT_USED` when the request has used none.',
    on: ON,
    dryRun: true,
    decided: true,
  })
  returnSupportIncident(
    input: ReturnSupportIncidentInput,
    call: Call<SupportRequestRow>,
  ): Promise<Outcome<ReturnSupportIncidentPayload>> {
    return this.incidents.giveBack(call, input);
  }

  @Write(() => AddSupportNoteInput, () => AddSupportNotePayload, {
    description:
      'Writes an internal note to a support request. Customers never see it, also not in the history of the account.',
    on: ON,
    dryRun: true,
  })
  addSupportNote(
    input: AddSupportNoteInput,
    call: Call<SupportRequestRow>,
  ): Promise<Outcome<AddSupportNotePayload>> {
    return this.support.note(call, input);
  }

  @Write(() => AssignSupportRequestInput, () => AssignSupportRequestPayload, {
    description:
      'Assigns a support request to a member of the staff. Errors: `NOT_STAFF` when the user is none.',
    on: ON,
    dryRun: true,
  })
  assignSupportRequest(
    input: AssignSupportRequestInput,
    call: Call<SupportRequestRow>,
  ): Promise<Outcome<AssignSupportRequestPayload>> {
    return this.support.assign(call, input);
  }
}
