import type { Unit } from '../../graphql/call';
import type { StaffNotifier } from '../mail/staff-notifier';
import { mail } from '../outbox/mail';
import type { LockedSupportRequest } from './support-writes.repository';

/** Mails about support requests (R68). */
export class SupportMails {
  constructor(private readonly staff: StaffNotifier) {}

  /** A customer asks something. */
  toStaff(
    unit: Pick<Unit, 'tx' | 'send'>,
    { account, accountNumber, number, subject }: LockedSupportRequest,
    message: string,
  ): Promise<void> {
    const said = { account, accountNumber, number, subject, message };
    return this.staff.notifyRole(unit, 'SUPPORT', 'staff-support-request', said);
  }

  /** Support has answered; null: has closed the request. */
  toOpener(
    unit: Pick<Unit, 'send'>,
    { accountId, number, openerEmail: email, openerName: name }: LockedSupportRequest,
    message: string | null,
  ): void {
    unit.send(mail('support-answer', { email, name }, accountId, { number, message }, null));
  }
}
