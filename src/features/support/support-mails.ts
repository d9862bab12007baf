import { hashOfToken, newToken } from '../../auth/token';
import { SUPPORT_LINK_LIFE } from '../../domain/support/support-request';
import type { PersonMails } from '../../domain/mail/mails';
import type { Call, Unit } from '../../graphql/call';
import type { StaffNotifier } from '../mail/staff-notifier';
import { mail } from '../outbox/mail';
import { SupportLinkRepository } from './support-link.repository';
import type { LockedSupportRequest } from './support-writes.repository';

type SaidOfRequest = Pick<LockedSupportRequest, 'account' | 'accountNumber' | 'number' | 'subject'>;

/** Mails about support requests (R68). */
export class SupportMails {
  constructor(private readonly staff: StaffNotifier) {}

  /** A customer asks something. */
  toStaff(
    unit: Pick<Unit, 'tx' | 'send'>,
    { account, accountNumber, number, subject }: SaidOfRequest,
    message: string,
  ): Promise<void> {
    const said = { account, accountNumber, number, subject, message };
    return this.staff.notifyRole(unit, 'SUPPORT', 'staff-support-request', said);
  }

  /**
   * Support has answered; null: has closed the request. Whoever opened it is told, or the contact that it came from, if
   * it wants such mails. The holder is, where the one has left the account and the other may not be heard any more.
   */
  async toCustomer(
    unit: Pick<Unit, 'tx' | 'send'>,
    call: Pick<Call, 'scope' | 'now'>,
    request: LockedSupportRequest,
    message: string | null,
  ): Promise<void> {
    const what = message === null ? 'CLOSED' : 'ANSWERED';
    if (await this.toContact(unit, call, request, { what, message })) return;
    const { accountId, number, openerEmail, openerName, holderEmail, holderName } = request;
    const to =
      openerEmail === null
        ? { email: holderEmail, name: holderName }
        : { email: openerEmail, name: openerName };
    unit.send(mail('support-answer', to, accountId, { number, message }, null));
  }

  /**
   * Tells the contact that a request came from, with a new link that opens the request.
   * @returns whether support may act on the word of such a contact.
   */
  async toContact(
    unit: Pick<Unit, 'tx' | 'send'>,
    { scope, now }: Pick<Call, 'scope' | 'now'>,
    { pk, accountId, number, contactId }: LockedSupportRequest,
    said: Pick<PersonMails['support-contact']['parameters'], 'what' | 'message'>,
  ): Promise<boolean> {
    if (contactId === null) return false;
    const links = new SupportLinkRepository(unit.tx);
    const contact = await links.contactOf(scope, pk);
    if (contact === null) return false;
    if (!contact.receivesSupport) return true;
    const token = newToken();
    const tokenHash = hashOfToken(token) as Buffer;
    const expiresAt = new Date(now.getTime() + SUPPORT_LINK_LIFE);
    await links.add(scope, pk, { tokenHash, now, expiresAt });
    unit.send(mail('support-contact', contact, accountId, { number, ...said }, { token }));
    return true;
  }
}
