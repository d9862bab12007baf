import type { SystemScope } from '../../database/scope';
import { StaffRole, staffRoleIncludes } from '../../domain/people/permission';
import type { StaffMailEvent, StaffMails } from '../../domain/mail/staff-mails';
import type { Unit } from '../../graphql/call';
import { staffMail } from '../outbox/mail';
import { StaffAddressRepository } from './staff-address.repository';

/** The roles that include one. */
const rolesOf = (needed: StaffRole): StaffRole[] =>
  (Object.keys(StaffRole) as StaffRole[]).filter((role) => staffRoleIncludes(role, needed));

/** Tells the vendor's staff, by mail, of what a person has to look at. */
export class StaffNotifier {
  /** @param scope Who is told is nothing that the caller reads: it may be a job, or somebody's mutation. */
  constructor(private readonly scope: SystemScope) {}

  /**
   * Sends one mail to each of those who see the money of all accounts (R66) for each thing said, in the transaction of its cause, and to nobody when
   * there is nobody. One statement.
   *
   * @param unit A unit of the pipeline, or of a job.
   */
  notify<Event extends StaffMailEvent>(
    unit: Pick<Unit, 'tx' | 'send'>,
    event: Event,
    ...said: readonly StaffMails[Event]['parameters'][]
  ): Promise<void> {
    return this.notifyRole(unit, 'BILLING', event, ...said);
  }

  /** The same to everybody of a role, and of those that include it. */
  async notifyRole<Event extends StaffMailEvent>(
    unit: Pick<Unit, 'tx' | 'send'>,
    role: StaffRole,
    event: Event,
    ...said: readonly StaffMails[Event]['parameters'][]
  ): Promise<void> {
    if (said.length === 0) return;
    const staff = await new StaffAddressRepository(unit.tx).ofRoles(this.scope, rolesOf(role));
    for (const parameters of said)
      for (const to of staff) unit.send(staffMail(event, to, parameters));
  }
}
