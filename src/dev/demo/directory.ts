import type { ContactEntity } from '../../database/entities/contact.entity';
import type { MembershipEntity } from '../../database/entities/membership.entity';
import type { UserEntity } from '../../database/entities/user.entity';
import { flagsOf } from '../../database/flags';
import { PERMISSION, type Permission, type StaffRole } from '../../domain/people/permission';
import { countsOn } from '../../domain/people/actor';
import { ALERT, ALERTS, type Alert } from '../../domain/mail/preferences';
import { slugOf } from './countries';
import type { Country } from './countries.types';
import { DEMO_PASSWORD_HASH } from './demo-sign-ins';
import type { Random } from './random';

interface UserOptions {
  readonly staffRole?: StaffRole;
  /** Was sent a one-time password and has not signed in since (R32). */
  readonly neverSignedIn?: boolean;
}

/** The account as far as alerts and partner permissions go. */
interface Capable {
  readonly id: number;
  readonly reseller: boolean;
  readonly leaseProvider: boolean;
}

/** What a login is notified of: all that its permissions are about. */
const heardOf = (account: Capable, permissions: readonly Permission[]): Alert[] =>
  ALERTS.filter((one) => permissions.includes(ABOUT[one]) && countsOn(ALERT[one], account));
const ABOUT: Readonly<Record<Alert, Permission>> = {
  INVOICE_CREATED: 'PAY_INVOICES',
  SUMMARY_INVOICE_CREATED: 'PAY_INVOICES',
  LEASE_ASSIGNED: 'LEASE_PROVIDER',
  RESOLD_LICENSE_ASSIGNED: 'RESELLER',
};

/** Everybody in the demo. Keys are given in the order of adding. */
export class Directory {
  readonly users: UserEntity[] = [];
  readonly memberships: MembershipEntity[] = [];
  readonly contacts: ContactEntity[] = [];
  private readonly emails = new Set<string>();

  /** @throws RangeError when somebody has the address already */
  addUser(email: string, fullName: string, createdAt: Date, options: UserOptions = {}): UserEntity {
    if (this.emails.has(email)) throw new RangeError(`Two users with the address ${email}`);
    this.emails.add(email);
    const neverSignedIn = options.neverSignedIn ?? false;
    const user: UserEntity = {
      id: this.users.length + 1,
      email,
      fullName,
      passwordHash: DEMO_PASSWORD_HASH,
      mustChangePassword: neverSignedIn,
      passwordByHolder: false,
      holderPasswordHash: null,
      rightsChangedAt: null,
      staffRole: options.staffRole ?? null,
      staffInvitedRole: null,
      disabledAt: null,
      emailVerifiedAt: neverSignedIn ? null : createdAt,
      createdAt,
    };
    this.users.push(user);
    return user;
  }

  /** Somebody new with a name of the country and an address under the domain. */
  addPerson(
    country: Country,
    domain: string,
    createdAt: Date,
    random: Random,
    options: UserOptions = {},
  ): UserEntity {
    const [firstName, lastName] = nameIn(country, random);
    const plain = `${slugOf(firstName)}.${slugOf(lastName)}`;
    let email = `${plain}@${domain}`;
    for (let next = 2; this.emails.has(email); next += 1) email = `${plain}${next}@${domain}`;
    return this.addUser(email, `${firstName} ${lastName}`, createdAt, options);
  }

  addMembership(
    account: Capable,
    user: UserEntity,
    createdAt: Date,
    membership: Partial<MembershipEntity> & {
      readonly permissions: readonly Permission[];
      readonly alerts?: readonly Alert[];
    },
  ): void {
    const { permissions, alerts = heardOf(account, permissions), ...rest } = membership;
    this.memberships.push({
      id: this.memberships.length + 1,
      accountId: account.id,
      userId: user.id,
      status: 'ACTIVE',
      invitedName: null,
      invitedEmail: null,
      ...flagsOf(permissions, PERMISSION),
      ...flagsOf(alerts, ALERT),
      marketingMail: true,
      createdAt,
      ...rest,
    });
  }

  addContact(contact: Omit<ContactEntity, 'id'>): void {
    this.contacts.push({ id: this.contacts.length + 1, ...contact });
  }
}

export const nameIn = (country: Country, random: Random): [first: string, last: string] => [
  random.pick(country.firstNames),
  random.pick(country.lastNames),
];
