import { addDays, daysBetween } from '../../domain/billing/calendar';
import { grantableOn } from '../../domain/people/actor';
import type { Permission } from '../../domain/people/permission';
import { applicableAlerts } from '../../domain/mail/preferences';
import type { MembershipEntity } from '../../database/entities/membership.entity';
import type { UserEntity } from '../../database/entities/user.entity';
import type { DemoAccount, DemoAccounts } from './demo-account';
import type { DemoTime } from './demo-time';
import { nameIn, type Directory } from './directory';
import { slugOf } from './countries';
import { Random } from './random';

/** What logins of plain accounts are usually granted. */
const USUAL: readonly (readonly Permission[])[] = [
  ['ACTIVATE_LICENSES'],
  ['PAY_INVOICES'],
  ['ACTIVATE_LICENSES', 'MAKE_PURCHASES'],
  ['MAKE_PURCHASES'],
  ['ACTIVATE_LICENSES', 'MAKE_PURCHASES', 'PAY_INVOICES'],
  [],
];

/** Firms that look after the licenses or the books of several accounts. */
const ADVISERS: readonly (readonly [
  email: string,
  name: string,
  permissions: readonly Permission[],
])[] = [
  ['ines@bilanzpartner.example', 'Inês Rothmann', ['PAY_INVOICES']],
  ['office@taxwise.example', 'Taxwise Bookkeeping', ['PAY_INVOICES']],
  ['billing@comptafacile.example', 'Compta Facile', ['PAY_INVOICES']],
  ['tom.alder@mailadmins.example', 'Tom Alder', ['ACTIVATE_LICENSES']],
  ['greta.sund@mailadmins.example', 'Greta Sund', ['ACTIVATE_LICENSES']],
  ['support@rackwerk.example', 'Rackwerk Support', ['ACTIVATE_LICENSES', 'MAKE_PURCHASES']],
  ['noah@rackwerk.example', 'Noah Stein', ['ACTIVATE_LICENSES', 'MAKE_PURCHASES']],
  ['procurement@unibuy.example', 'Unibuy Procurement', ['MAKE_PURCHASES', 'PAY_INVOICES']],
];

/** Whoever may ask the support follows that by mail. */
const authorized = (supportAuthorized: boolean) => ({
  supportAuthorized,
  receivesSupport: supportAuthorized,
});

/** Memberships, contacts and staff: everybody but the holders, who come with their accounts. */
export function makePeople(time: DemoTime, directory: Directory, accounts: DemoAccounts): void {
  const random = new Random('people');
  const named = new Set([accounts.northwind, accounts.contoso, accounts.fabrikam]);
  for (const account of accounts.all) {
    addHolder(account);
    addContacts(account);
  }
  addSignIns();
  for (const account of accounts.all) if (!named.has(account)) addLogins(account);
  addAdvisers();

  function addHolder(account: DemoAccount): void {
    directory.addMembership(account, account.holder, account.createdAt, {
      permissions: grantableOn(account),
      alerts: applicableAlerts('HOLDER', account),
    });
  }

  function addContacts(account: DemoAccount): void {
    const { id: accountId, domain, country } = account;
    const count = named.has(account) ? 3 : random.pick([0, 0, 1, 1, 1, 2, 3]);
    for (let index = 0; index < count; index += 1) {
      const [firstName, lastName] = nameIn(country, random);
      directory.addContact({
        accountId,
        firstName,
        lastName,
        email: `${slugOf(firstName)}.${slugOf(lastName)}@${domain}`,
        country: country.code,
        receivesStandardInvoices: random.chance(0.5),
        receivesSummaryInvoices: account.reseller && random.chance(0.6),
        receivesImportantNotices: random.chance(0.85),
        ...authorized(random.chance(0.4) || (named.has(account) && index === 0)),
        createdAt: laterThan(account),
      });
    }
  }

  function addSignIns(): void {
    const { northwind, contoso, fabrikam } = accounts;
    const since = northwind.createdAt;
    const login = (account: DemoAccount, email: string, name: string, permission: Permission) => {
      const user = directory.addUser(email, name, since);
      directory.addMembership(account, user, laterThan(account), { permissions: [permission] });
      return user;
    };
    login(northwind, 'activator@northwind.example', 'Jonas Weber', 'ACTIVATE_LICENSES');
    login(northwind, 'buyer@northwind.example', 'Miriam Schulz', 'MAKE_PURCHASES');
    const books = login(
      northwind,
      'accounts@ledgerly.example',
      'Ledgerly Accounting',
      'PAY_INVOICES',
    );
    directory.addMembership(fabrikam, books, laterThan(fabrikam), {
      permissions: ['PAY_INVOICES'],
    });
    login(contoso, 'sales@contoso.example', 'Priya Shah', 'RESELLER');
    login(fabrikam, 'ops@fabrikam.example', 'Daan Visser', 'LEASE_PROVIDER');
    directory.addUser('support@keyhold.example', 'Nora Lindholm', since, { staffRole: 'SUPPORT' });
    directory.addUser('billing@keyhold.example', 'Pascal Reuter', since, { staffRole: 'BILLING' });
    directory.addUser('admin@keyhold.example', 'Ruth Aigner', since, { staffRole: 'ADMIN' });
  }

  function addLogins(account: DemoAccount): void {
    const { reseller, leaseProvider, country, domain } = account;
    const count =
      reseller || leaseProvider ? random.whole(2, 4) : random.pick([0, 0, 1, 1, 1, 2, 3]);
    for (let index = 0; index < count; index += 1) {
      const createdAt = laterThan(account);
      const user = directory.addPerson(country, domain, createdAt, random);
      const permissions = new Set(random.pick(USUAL));
      if (reseller && random.chance(0.6)) permissions.add('RESELLER');
      if (leaseProvider && random.chance(0.6)) permissions.add('LEASE_PROVIDER');
      addMember(account, user, [...permissions], createdAt);
    }
  }

  function addAdvisers(): void {
    const clients = accounts.all.filter((account) => !named.has(account));
    for (const [email, name, permissions] of ADVISERS) {
      const user = directory.addUser(email, name, accounts.northwind.createdAt);
      const [first, ...others] = random.some(clients, 8);
      if (!first) continue;
      addMember(first, user, permissions, laterThan(first));
      // An existing user is invited, and belongs to the account once it was accepted (R10).
      for (const client of others)
        addMember(
          client,
          user,
          permissions,
          laterThan(client),
          random.chance(0.35) ? 'INVITED' : 'ACTIVE',
        );
    }
    const invited = directory.users.find(({ email }) => email === 'tom.alder@mailadmins.example');
    if (invited)
      addMember(
        accounts.northwind,
        invited,
        ['ACTIVATE_LICENSES'],
        time.at(addDays(time.today, -3), 600),
        'INVITED',
      );
  }

  function addMember(
    account: DemoAccount,
    user: UserEntity,
    permissions: readonly Permission[],
    createdAt: Date,
    status: MembershipEntity['status'] = 'ACTIVE',
  ): void {
    const marketingMail = random.chance(0.7);
    directory.addMembership(account, user, createdAt, { permissions, status, marketingMail });
  }

  /** Some day between the account's opening and yesterday. */
  function laterThan({ createdOn }: DemoAccount): Date {
    const days = daysBetween(createdOn, time.yesterday);
    return time.afternoon(addDays(createdOn, random.whole(0, Math.max(0, days))), random);
  }
}
