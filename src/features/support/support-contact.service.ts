import { hashOfToken } from '../../auth/token';
import { CredentialScope } from '../../database/scope';
import { Refusal, refuse } from '../../domain/refusal';
import { decideRecord, decideReplyByLink } from '../../domain/support/support-request';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { ContactRepository } from '../contact/contact.repository';
import type { ContactRow } from '../contact/contact.types';
import { leaseOf, licenseOf, recorded } from './attached';
import { lockIncidents, useIncidentFor } from './support-incident.service';
import { SupportLinkRepository } from './support-link.repository';
import type { ReplyBySupportLinkInput, ReplyBySupportLinkPayload } from './support-link.types';
import type { SupportMails } from './support-mails';
import type {
  RecordSupportRequestInput,
  RecordSupportRequestPayload,
} from './support.mutation-types';
import { SupportWritesRepository } from './support-writes.repository';

const linkInvalid = (): Refusal =>
  new Refusal({
    code: 'LINK_INVALID',
    message: 'This link does not work any more: use the one in the newest mail, or ask support.',
    field: ['token'],
  });

/** The scope that a mailed token opens; null for text that is no token. */
export function scopeOfLink(token: string): CredentialScope | null {
  const hash = hashOfToken(token);
  return hash && new CredentialScope(hash);
}

/** Support requests of contacts, who are authorized for support and never sign in (R9, R68). */
export class SupportContactService {
  constructor(private readonly mails: SupportMails) {}

  /** Staff record what a contact asks. @throws Refusal CONTACT_NOT_AUTHORIZED, GONE, NOT_OF_ACCOUNT, NO_INCIDENT_LEFT. */
  async record(
    call: Call<ContactRow>,
    { subject, message, licenseId, leaseId, useIncident }: RecordSupportRequestInput,
  ): Promise<Outcome<RecordSupportRequestPayload>> {
    const { scope, now, target } = call;
    const { accountId } = target;
    const attached = {
      licenseId: licenseId === undefined ? null : await licenseOf(call, licenseId, accountId),
      leaseId: leaseId === undefined ? null : await leaseOf(call, leaseId, accountId),
    };
    return call.commit(async (unit) => {
      const left = useIncident === true ? await lockIncidents(unit, scope, accountId) : null;
      const contact = await new ContactRepository(unit.tx).lock(scope, target.pk);
      if (contact === null)
        throw new Refusal({
          code: 'GONE',
          message: 'Somebody has just removed this contact.',
          field: ['contactId'],
        });
      refuse(decideRecord(contact));
      const by = { key: target.pk, name: `${contact.firstName} ${contact.lastName}` };
      const writes = new SupportWritesRepository(unit.tx);
      const key = await writes.open(scope, { accountId, subject, contact: by, now, ...attached });
      await writes.say(scope, key, { kind: 'CUSTOMER', by, body: message, now });
      const request = await writes.lock(scope, key);
      const subjectOf = new RowRef('SupportRequest', key);
      const { number } = request;
      unit.audit({
        ...{ subject: subjectOf, accountId, before: null },
        after: { number, subject, status: 'OPEN', ...recorded(attached), contact: by.name },
      });
      if (left !== null) await useIncidentFor(unit, scope, request, left, now);
      await this.mails.toContact(unit, call, request, { what: 'RECORDED', message });
      return { supportRequest: subjectOf };
    });
  }

  /** The contact writes, by the link that it was mailed. @throws Refusal LINK_INVALID, SUPPORT_REQUEST_CLOSED. */
  reply(
    call: Call,
    { token, message }: ReplyBySupportLinkInput,
  ): Promise<Outcome<ReplyBySupportLinkPayload>> {
    const { now } = call;
    const opened = scopeOfLink(token);
    if (opened === null) throw linkInvalid();
    return call.commit(async (unit) => {
      const links = new SupportLinkRepository(unit.tx);
      const seen = await links.byToken(opened, now);
      if (seen === null) throw linkInvalid();
      await links.lockContact(new CredentialScope(seen.contactId), seen.contactId);
      const request = await links.byToken(opened, now, true);
      if (request === null) throw linkInvalid();
      refuse(decideReplyByLink(request));
      await links.say(opened, message, now);
      const { pk, accountId, status, contactName, link } = request;
      unit.audit({
        ...{ subject: new RowRef('SupportRequest', pk), accountId },
        before: { status },
        after: { status: 'OPEN', message: 'CUSTOMER', contact: contactName },
      });
      await this.mails.toStaff(unit, request, message);
      return { link };
    });
  }
}
