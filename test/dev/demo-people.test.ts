import { verify } from '@node-rs/argon2';
import { userActor } from '../../src/domain/people/actor';
import { PERMISSION, PERMISSIONS, type Permission } from '../../src/domain/people/permission';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from '../../src/dev/demo/demo-sign-ins';
import { countingOn } from '../support/capabilities';
import { sharedStory } from '../support/shared-story';

const { directory, accounts } = sharedStory('2026-11-21', 'Europe/Berlin');

const userOf = (email: string) => directory.users.find((user) => user.email === email);
const accountOf = (id: number) => accounts.all.find((account) => account.id === id);

/** What the domain makes of somebody's memberships: per account, the role and what it opens. */
function opened(email: string): Record<string, readonly string[]> {
  const user = userOf(email);
  const memberships = directory.memberships.filter(({ userId }) => userId === user?.id);
  const actor = userActor(
    user?.id ?? 0,
    user?.staffRole ?? null,
    memberships.map((membership) => {
      const account = accountOf(membership.accountId);
      return {
        accountId: membership.accountId,
        role: account?.holder === user ? 'HOLDER' : 'AUTHORIZED_LOGIN',
        status: membership.status,
        granted: new Set(
          PERMISSIONS.filter((permission) => membership[PERMISSION[permission].column]),
        ),
        capabilities: account ?? { reseller: false, leaseProvider: false },
        holderName: '',
      };
    }),
  );
  return Object.fromEntries(
    [...actor.accounts.values()].map(({ accountId, holder, permissions }) => [
      accountOf(accountId)?.name ?? '',
      [...(holder ? ['holder'] : []), ...permissions],
    ]),
  );
}

/** Written by hand from what the demo promises. */
const PROMISED: Readonly<Record<string, Record<string, readonly (Permission | 'holder')[]>>> = {
  'holder@northwind.example': {
    'Northwind Traders': ['holder', ...countingOn({})],
  },
  'activator@northwind.example': { 'Northwind Traders': ['ACTIVATE_LICENSES'] },
  'buyer@northwind.example': { 'Northwind Traders': ['MAKE_PURCHASES'] },
  'accounts@ledgerly.example': {
    'Northwind Traders': ['PAY_INVOICES'],
    'Fabrikam Hosting': ['PAY_INVOICES'],
  },
  'holder@contoso.example': {
    'Contoso Ltd': ['holder', ...countingOn({ reseller: true })],
  },
  'sales@contoso.example': { 'Contoso Ltd': ['RESELLER'] },
  'holder@fabrikam.example': {
    'Fabrikam Hosting': ['holder', ...countingOn({ leaseProvider: true })],
  },
  'ops@fabrikam.example': { 'Fabrikam Hosting': ['LEASE_PROVIDER'] },
  'support@keyhold.example': {},
  'billing@keyhold.example': {},
  'admin@keyhold.example': {},
};

describe('people of the demo', () => {
  it('offers the eleven sign-ins that it promises', () => {
    expect(DEMO_SIGN_INS.map(({ email }) => email)).toEqual(Object.keys(PROMISED));
  });

  it.each(Object.entries(PROMISED))('%s opens exactly what is promised', (email, promised) => {
    expect(opened(email)).toEqual(promised);
    expect(userOf(email)).toMatchObject({
      mustChangePassword: false,
      staffRole: email.endsWith('@keyhold.example')
        ? email.slice(0, email.indexOf('@')).toUpperCase()
        : null,
    });
    const memberships = directory.memberships.filter(({ userId }) => userId === userOf(email)?.id);
    expect(memberships).toHaveLength(Object.keys(promised).length);
  });

  it('the password opens the hash that all of them share', async () => {
    const hashes = new Set(DEMO_SIGN_INS.map(({ email }) => userOf(email)?.passwordHash ?? ''));
    const [hash = '', ...others] = hashes;
    expect(others).toEqual([]);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify(hash, DEMO_PASSWORD)).toBe(true);
    expect(await verify(hash, 'keyhold')).toBe(false);
  });

  it('R2 every holder is an active member of the account', () => {
    const members = new Set(
      directory.memberships
        .filter(({ status }) => status === 'ACTIVE')
        .map(({ accountId, userId }) => `${accountId} ${userId}`),
    );
    const holders = accounts.all.map(({ id, row }) => `${id} ${row.holderUserId}`);
    expect(holders.filter((holder) => !members.has(holder))).toEqual([]);
  });

  it('R6 partner permissions are granted on partner accounts alone', () => {
    const wrong = directory.memberships.filter(({ accountId, mayResell, mayProvideLeases }) => {
      const account = accountOf(accountId);
      return (mayResell && !account?.reseller) || (mayProvideLeases && !account?.leaseProvider);
    });
    expect(wrong).toEqual([]);
    expect(directory.memberships.length).toBeGreaterThan(600);
  });

  it('R10 some people belong to several accounts, and some invitations are pending', () => {
    const of = (status: string) => directory.memberships.filter((one) => one.status === status);
    const counts = new Map<number, number>();
    for (const { userId } of of('ACTIVE')) counts.set(userId, (counts.get(userId) ?? 0) + 1);
    expect([...counts.values()].filter((count) => count > 2).length).toBeGreaterThan(4);
    expect(of('INVITED').length).toBeGreaterThan(5);
    const staff = new Set(directory.users.filter(({ staffRole }) => staffRole).map(({ id }) => id));
    expect(directory.memberships.filter(({ userId }) => staff.has(userId))).toEqual([]);
  });

  it('every address is of the example domain, and every user has one of their own', () => {
    const emails = directory.users.map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    const all = [...emails, ...directory.contacts, ...accounts.all.map(({ email }) => email)].map(
      (one) => (typeof one === 'string' ? one : one.email),
    );
    expect(all.filter((email) => !/^[a-z0-9.-]+@[a-z0-9-]+\.example$/.test(email))).toEqual([]);
  });
});
