import type { MembershipEntity } from '../../database/entities/membership.entity';
import { PERMISSION, PERMISSIONS } from '../../domain/people/permission';
import { ALERT, ALERTS, type Alert } from '../../domain/mail/preferences';
import type { LoginFacts, MailedAccount } from '../../domain/mail/recipients';
import { grouped } from '../../features/mail/mailed-account.repository';
import { receivedBy } from './audit-rows';
import type { DemoAccount } from './demo-account';
import type { DemoStory } from './demo-story';

/** Who hears of what happens to the accounts of the demo. */
export class MailedAccounts {
  private readonly members: ReadonlyMap<number, DemoStory['directory']['memberships']>;
  private readonly contacts: ReadonlyMap<number, DemoStory['directory']['contacts']>;

  constructor(private readonly directory: DemoStory['directory']) {
    const { memberships, contacts } = directory;
    this.members = grouped(memberships);
    this.contacts = grouped(contacts);
  }

  /** An account with those who were there at that time; settings do not change in the demo. */
  at(time: Date, { id, email, holder, row, reseller, leaseProvider }: DemoAccount): MailedAccount {
    const since = ({ createdAt }: { readonly createdAt: Date }) => createdAt <= time;
    const members = (this.members.get(id) ?? []).filter(since);
    const logins = members.filter(({ userId }) => userId !== holder.id);
    const own = members.find(({ userId }) => userId === holder.id);
    return {
      email,
      capabilities: { reseller, leaseProvider },
      holder: {
        key: own?.id ?? 0,
        email: holder.email,
        name: holder.fullName,
        mailingPreference: row.mailingPreference,
        alerts: own === undefined ? [] : alertsOf(own),
      },
      logins: logins.map((one) => this.login(one)),
      contacts: (this.contacts.get(id) ?? []).filter(since).map((contact) => ({
        key: contact.id,
        email: contact.email,
        name: `${contact.firstName} ${contact.lastName}`,
        receives: receivedBy(contact),
      })),
    };
  }

  private login(membership: MembershipEntity): LoginFacts {
    const { id, userId, status, marketingMail } = membership;
    // Keys of users are their places.
    const user = this.directory.users[userId - 1];
    if (user === undefined) throw new Error(`Nobody has the key ${userId}`);
    return {
      key: id,
      email: user.email,
      name: user.fullName,
      status,
      permissions: PERMISSIONS.filter((one) => membership[PERMISSION[one].column]),
      alerts: alertsOf(membership),
      marketingMail,
    };
  }
}

const alertsOf = (membership: MembershipEntity): Alert[] =>
  ALERTS.filter((alert) => membership[ALERT[alert].column]);
