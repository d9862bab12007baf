import type { ContactEntity } from '../../database/entities/contact.entity';
import type { MembershipEntity } from '../../database/entities/membership.entity';
import type { UserEntity } from '../../database/entities/user.entity';
import type { Permission, StaffRole } from '../../domain/access/permission';
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
    membership: Partial<MembershipEntity> & { readonly permissions: readonly Permission[] },
  ): void {
    const { permissions, ...rest } = membership;
    this.memberships.push({
      id: this.memberships.length + 1,
      accountId: account.id,
      userId: user.id,
      status: 'ACTIVE',
      invitedName: null,
      invitedEmail: null,
      mayActivateLicenses: permissions.includes('ACTIVATE_LICENSES'),
      mayMakePurchases: permissions.includes('MAKE_PURCHASES'),
      mayPayInvoices: permissions.includes('PAY_INVOICES'),
      mayResell: permissions.includes('RESELLER'),
      mayProvideLeases: permissions.includes('LEASE_PROVIDER'),
      alertInvoiceCreated: permissions.includes('PAY_INVOICES'),
      alertSummaryInvoiceCreated: account.reseller && permissions.includes('PAY_INVOICES'),
      alertLeaseAssigned: permissions.includes('LEASE_PROVIDER'),
      alertResoldLicenseAssigned: permissions.includes('RESELLER'),
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
