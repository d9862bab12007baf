import { staffRoleOf, userOf } from '../../domain/people/actor';
import {
  afterMessage,
  CONTACT_NOT_AUTHORIZED,
  decideClose,
  decideReopen,
  decideReply,
  type SupportMessageKind,
} from '../../domain/support/support-request';
import { Refusal, refuse, type Reason } from '../../domain/refusal';
import type { Call, Fields, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { leaseOf, licenseOf, recorded, type Attached } from './attached';
import { lockIncidents, useIncidentFor } from './support-incident.service';
import type { SupportMails } from './support-mails';
import type {
  AddSupportNoteInput,
  AssignSupportRequestInput,
  AttachToSupportRequestInput,
  OpenSupportRequestInput,
  ReplyToSupportRequestInput,
} from './support.mutation-types';
import type { SupportRequestRow } from './support-request.types';
import { SupportLinkRepository, type MailedContact } from './support-link.repository';
import { SupportWritesRepository, type LockedSupportRequest } from './support-writes.repository';

/** What every mutation of a request answers. */
interface Changed {
  readonly supportRequest: SupportRequestRow | null;
}

/** Key of the person who calls. @throws for anybody else: tokens are let in to none of this. */
function callerOf({ actor }: Call): number {
  const user = userOf(actor);
  if (user === null) throw new Error('A support request is the business of a person');
  return user;
}
const kindOf = ({ actor }: Call): SupportMessageKind =>
  staffRoleOf(actor) === null ? 'CUSTOMER' : 'STAFF';

/** Support requests: opened and followed by people of an account, answered by the staff (R68). */
export class SupportService {
  constructor(private readonly mails: SupportMails) {}

  /** @throws Refusal NOT_OF_ACCOUNT, NO_INCIDENT_LEFT. */
  async open(
    call: Call<AccountRow>,
    { subject, message, licenseId, leaseId, useIncident }: OpenSupportRequestInput,
  ): Promise<Outcome<Changed>> {
    const { scope, now, target } = call;
    const attached = {
      licenseId: licenseId === undefined ? null : await licenseOf(call, licenseId, target.pk),
      leaseId: leaseId === undefined ? null : await leaseOf(call, leaseId, target.pk),
    };
    // Staff who act for the account do it in the holder's place.
    const acting = target.grants.OWNER !== null && target.grants.OWNER.reason !== null;
    return call.commit(async (unit) => {
      const left = useIncident === true ? await lockIncidents(unit, scope, target.pk) : null;
      const writes = new SupportWritesRepository(unit.tx);
      const openedBy = acting ? null : callerOf(call);
      const key = await writes.open(scope, {
        ...{ accountId: target.pk, subject, openedBy, now },
        ...attached,
      });
      const first = { kind: 'CUSTOMER', by: callerOf(call), body: message, now } as const;
      await writes.say(scope, key, first);
      const request = await writes.lock(scope, key);
      unit.audit({
        subject: new RowRef('SupportRequest', key),
        accountId: target.pk,
        before: null,
        after: { number: request.number, subject, status: 'OPEN', ...recorded(attached) },
      });
      if (left !== null) await useIncidentFor(unit, scope, request, left, now);
      await this.mails.toStaff(unit, request, message);
      return { supportRequest: new RowRef('SupportRequest', key) };
    });
  }

  /** @throws Refusal SUPPORT_REQUEST_CLOSED, CONTACT_NOT_AUTHORIZED. */
  reply(
    call: Call<SupportRequestRow>,
    { message: body, onWordOfContact = false }: ReplyToSupportRequestInput,
  ): Promise<Outcome<Changed>> {
    const { scope, now } = call;
    const kind = onWordOfContact ? 'CUSTOMER' : kindOf(call);
    return this.change(call, async (unit, request, writes) => {
      refuse(decideReply(request));
      const contact = onWordOfContact ? await contactOf(call, unit, request) : null;
      await writes.say(scope, request.pk, { kind, by: contact ?? callerOf(call), body, now });
      const status = afterMessage(request, kind);
      const firstAnsweredAt = kind === 'STAFF' ? (request.firstAnsweredAt ?? now) : null;
      await writes.change(scope, request.pk, {
        status,
        ...(firstAnsweredAt !== null && { firstAnsweredAt }),
      });
      // The text is for those who read the request, not for the history.
      const said = contact === null ? {} : { contact: contact.name };
      record(unit, request, { status: request.status }, { status, message: kind, ...said });
      if (kind === 'STAFF') await this.mails.toCustomer(unit, call, request, body);
      // What staff write down they know.
      else if (contact === null) await this.mails.toStaff(unit, request, body);
    });
  }

  /** @throws Refusal SUPPORT_REQUEST_CLOSED, NOT_OF_ACCOUNT. */
  async attach(
    call: Call<SupportRequestRow>,
    { licenseId, leaseId }: AttachToSupportRequestInput,
  ): Promise<Outcome<Changed>> {
    const { accountId } = call.target;
    const license =
      licenseId === undefined || licenseId === null
        ? licenseId
        : await licenseOf(call, licenseId, accountId);
    const lease =
      leaseId === undefined || leaseId === null ? leaseId : await leaseOf(call, leaseId, accountId);
    return this.change(call, async (unit, request, writes) => {
      refuse(decideReply(request));
      const after: Attached = {
        licenseId: license === undefined ? request.licenseId : license,
        leaseId: lease === undefined ? request.leaseId : lease,
      };
      await writes.change(call.scope, request.pk, after);
      record(unit, request, recorded(request), recorded(after));
    });
  }

  /** @throws Refusal SUPPORT_REQUEST_CLOSED. */
  close(call: Call<SupportRequestRow>): Promise<Outcome<Changed>> {
    return this.change(call, async (unit, request, writes) => {
      refuse(decideClose(request));
      await writes.change(call.scope, request.pk, { status: 'CLOSED', closedAt: call.now });
      record(unit, request, { status: request.status }, { status: 'CLOSED' });
      if (kindOf(call) === 'STAFF') await this.mails.toCustomer(unit, call, request, null);
    });
  }

  /** @throws Refusal SUPPORT_REQUEST_OPEN. */
  reopen(call: Call<SupportRequestRow>): Promise<Outcome<Changed>> {
    return this.change(call, async (unit, request, writes) => {
      refuse(decideReopen(request));
      await writes.change(call.scope, request.pk, { status: 'OPEN', closedAt: null });
      record(unit, request, { status: request.status }, { status: 'OPEN' });
    });
  }

  note(call: Call<SupportRequestRow>, { note }: AddSupportNoteInput): Promise<Outcome<Changed>> {
    const { scope, now } = call;
    return this.change(call, async (unit, request, writes) => {
      await writes.say(scope, request.pk, { kind: 'NOTE', by: callerOf(call), body: note, now });
      recordInternally(unit, request, {}, { note: 'ADDED' });
    });
  }

  /** @throws Refusal NOT_STAFF. */
  async assign(
    call: Call<SupportRequestRow>,
    { userId }: AssignSupportRequestInput,
  ): Promise<Outcome<Changed>> {
    const { scope } = call;
    const user =
      userId === null
        ? null
        : userId === undefined
          ? callerOf(call)
          : (await call.row('User', userId, ['userId'])).pk;
    return this.change(call, async (unit, request, writes) => {
      if (user !== null && (await writes.staff(scope, user)) === null) throw new Refusal(NOT_STAFF);
      await writes.change(scope, request.pk, { assignedTo: user });
      const isAssigned = (key: number | null): string => (key === null ? 'NOBODY' : `user ${key}`);
      const before = { assignedTo: isAssigned(request.assignedTo) };
      recordInternally(unit, request, before, { assignedTo: isAssigned(user) });
    });
  }

  private change(
    call: Call<SupportRequestRow>,
    work: (
      unit: Unit,
      request: LockedSupportRequest,
      writes: SupportWritesRepository,
    ) => Promise<void>,
  ): Promise<Outcome<Changed>> {
    const { pk, contactId } = call.target;
    return call.commit(async (unit) => {
      // Before the request, as whoever changes or removes the contact does.
      if (contactId !== null)
        await new SupportLinkRepository(unit.tx).lockContact(call.scope, contactId);
      const writes = new SupportWritesRepository(unit.tx);
      await work(unit, await writes.lock(call.scope, pk), writes);
      return { supportRequest: new RowRef('SupportRequest', pk) };
    });
  }
}

/** The contact that a request came from. @throws Refusal CONTACT_NOT_AUTHORIZED, also for anybody but staff. */
async function contactOf(
  call: Call,
  unit: Unit,
  { pk }: LockedSupportRequest,
): Promise<MailedContact> {
  const contact =
    kindOf(call) === 'STAFF'
      ? await new SupportLinkRepository(unit.tx).contactOf(call.scope, pk)
      : null;
  if (contact === null)
    throw new Refusal({ ...CONTACT_NOT_AUTHORIZED, field: ['onWordOfContact'] });
  return contact;
}

const NOT_STAFF: Reason = {
  code: 'NOT_STAFF',
  message: 'This user is not a member of the staff: choose somebody of the staff.',
  field: ['userId'],
};

function record(
  unit: Unit,
  { pk, accountId }: LockedSupportRequest,
  before: Fields,
  after: Fields,
): void {
  unit.audit({ subject: new RowRef('SupportRequest', pk), accountId, before, after });
}

/** For the staff: the history of the account, which its holder reads, has none of it. */
function recordInternally(
  unit: Unit,
  { pk }: LockedSupportRequest,
  before: Fields,
  after: Fields,
): void {
  unit.audit({ subject: new RowRef('SupportRequest', pk), accountId: null, before, after });
}
