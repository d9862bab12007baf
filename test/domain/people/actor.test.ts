import fc from 'fast-check';
import {
  accountsOf,
  ANONYMOUS,
  grantsOf,
  grantsOn,
  provisionalActor,
  staffRoleOf,
  tokenActor,
  userActor,
  userOf,
  type MembershipFacts,
} from '../../../src/domain/people/actor';
import {
  PERMISSIONS,
  staffRoleIncludes,
  type Permission,
} from '../../../src/domain/people/permission';
import { belongs, ownedBy } from '../../../src/domain/people/row-grants';
import { LINK_LIFE } from '../../../src/domain/people/one-time-link';
import { countingOn, UNCONDITIONAL } from '../../support/capabilities';
import { normalizePassword } from '../../../src/domain/people/password';
import { licenseGrants } from '../../../src/domain/licensing/license';

const membership = (given: Partial<MembershipFacts> = {}): MembershipFacts => ({
  accountId: 1,
  role: 'AUTHORIZED_LOGIN',
  status: 'ACTIVE',
  granted: new Set(),
  capabilities: { reseller: false, leaseProvider: false },
  holderName: 'Ada Holder',
  ...given,
});
const held = (facts: MembershipFacts): Permission[] =>
  [...(grantsOf(facts)?.permissions ?? [])].sort();

const anyMembership = fc.record({
  accountId: fc.integer({ min: 1, max: 5 }),
  role: fc.constantFrom('HOLDER' as const, 'AUTHORIZED_LOGIN' as const),
  status: fc.constantFrom('ACTIVE' as const, 'INVITED' as const),
  granted: fc.subarray([...PERMISSIONS]).map((list) => new Set(list)),
  capabilities: fc.record({ reseller: fc.boolean(), leaseProvider: fc.boolean() }),
  holderName: fc.constant('Ada Holder'),
});

describe('what a membership opens', () => {
  it('R6 a login holds exactly what was granted, one by one', () => {
    for (const permission of UNCONDITIONAL)
      expect(held(membership({ granted: new Set([permission]) }))).toEqual([permission]);
    expect(held(membership())).toEqual([]);
  });

  it('R6 reseller and lease-provider functions count only while the account has the capability', () => {
    const granted = new Set<Permission>(['RESELLER', 'LEASE_PROVIDER']);
    expect(held(membership({ granted }))).toEqual([]);
    expect(
      held(membership({ granted, capabilities: { reseller: true, leaseProvider: false } })),
    ).toEqual(['RESELLER']);
    expect(
      held(membership({ granted, capabilities: { reseller: false, leaseProvider: true } })),
    ).toEqual(['LEASE_PROVIDER']);
  });

  it('R2 the holder has everything that the account can have, whatever the row says', () => {
    expect(UNCONDITIONAL).toEqual(
      expect.arrayContaining(['ACTIVATE_LICENSES', 'MAKE_PURCHASES', 'PAY_INVOICES']),
    );
    expect(held(membership({ role: 'HOLDER' }))).toEqual([...UNCONDITIONAL].sort());
    expect(
      held(membership({ role: 'HOLDER', capabilities: { reseller: true, leaseProvider: true } })),
    ).toEqual([...PERMISSIONS].sort());
  });

  it('R10 an invitation that was not accepted opens nothing', () => {
    expect(
      grantsOf(membership({ role: 'HOLDER', status: 'INVITED', granted: new Set(PERMISSIONS) })),
    ).toBeNull();
    const actor = userActor(7, null, [membership({ status: 'INVITED', accountId: 3 })]);
    expect([...actor.accounts.keys()]).toEqual([]);
    expect(actor.invitedBy).toEqual([3]);
  });

  it('R6 for any membership, what is held equals a model of ten lines', () => {
    fc.assert(
      fc.property(anyMembership, (facts) => {
        const model = PERMISSIONS.filter((permission) => {
          if (facts.status !== 'ACTIVE') return false;
          if (!countingOn(facts.capabilities).includes(permission)) return false;
          return facts.role === 'HOLDER' || facts.granted.has(permission);
        });
        expect(held(facts)).toEqual([...model].sort());
      }),
    );
  });

  it('R10 what one account grants never shows on another', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyMembership, { selector: ({ accountId }) => accountId }),
        fc.integer({ min: 1, max: 9 }),
        (memberships, asked) => {
          const actor = userActor(7, null, memberships);
          const own = memberships.find(({ accountId }) => accountId === asked);
          const grants = ownedBy(actor, asked);
          expect(grants.OWNER).toEqual(own === undefined ? null : grantsOf(own));
          expect(belongs(grants)).toBe(own?.status === 'ACTIVE');
        },
      ),
    );
  });

  it('R66 a staff role includes the ones below it and none above', () => {
    const roles = ['SUPPORT', 'BILLING', 'ADMIN'] as const;
    for (const [index, role] of roles.entries())
      expect(roles.map((needed) => staffRoleIncludes(role, needed))).toEqual(
        roles.map((_, needed) => needed <= index),
      );
  });
});

describe('who asks', () => {
  const partner = { reseller: true, leaseProvider: false };
  const visit = {
    accountId: 3,
    capabilities: partner,
    holderName: 'Kim Customer',
    reason: 'On the phone',
  };
  const PARTNERS = ['ACTIVATE_LICENSES', 'MAKE_PURCHASES', 'PAY_INVOICES', 'RESELLER'] as const;

  it('R66 staff who act for a customer have what the holder has, there alone and with the reason', () => {
    const actor = userActor(9, 'SUPPORT', [], visit);
    expect([...actor.accounts.keys()]).toEqual([3]);
    expect(grantsOn(actor, 3)).toEqual({
      accountId: 3,
      holder: true,
      reason: 'On the phone',
      permissions: new Set(PARTNERS),
      writable: new Set(PARTNERS),
      grantable: new Set(PARTNERS),
      holderName: 'Kim Customer',
    });
    expect(grantsOn(actor, 4)).toBeNull();
  });

  it('R66 nobody acts for a customer who is not staff, and nobody without a visit', () => {
    expect(userActor(9, null, [], visit).accounts.size).toBe(0);
    expect(userActor(9, 'ADMIN', []).accounts.size).toBe(0);
  });

  it('R66 staff who belong to the account act there as what they are', () => {
    const actor = userActor(9, 'SUPPORT', [membership({ accountId: 3 })], visit);
    expect(grantsOn(actor, 3)).toMatchObject({ holder: false, reason: null });
    // An invitation opens nothing, and takes nothing of the visit either.
    const invited = userActor(
      9,
      'SUPPORT',
      [membership({ accountId: 3, status: 'INVITED' })],
      visit,
    );
    expect(grantsOn(invited, 3)).toMatchObject({ holder: true, reason: 'On the phone' });
    expect(invited.invitedBy).toEqual([3]);
  });

  it('R32 with a one-time password somebody is nobody’s, and is known all the same', () => {
    expect(provisionalActor(7)).toEqual({
      kind: 'user',
      provisional: true,
      userId: 7,
      staffRole: null,
      withheldRole: null,
      accounts: new Map(),
      invitedBy: [],
    });
    expect(userActor(7, null, [])).toMatchObject({ kind: 'user', provisional: false });
  });

  it('R59 a token has what its scopes and its maker have in common, and writes what they say', () => {
    const scopes = new Map([
      ['PAY_INVOICES', 'READ'],
      ['RESELLER', 'WRITE'],
      ['LEASE_PROVIDER', 'WRITE'],
    ] as const);
    const maker = membership({ role: 'HOLDER', capabilities: partner });
    const token = tokenActor(4, scopes, maker);
    expect(token).toMatchObject({ kind: 'token', tokenId: 4 });
    expect(grantsOn(token, 1)).toMatchObject({
      holder: false,
      permissions: new Set(['PAY_INVOICES', 'RESELLER']),
      writable: new Set(['RESELLER']),
    });
    for (const gone of [null, { ...maker, status: 'INVITED' as const }])
      expect(tokenActor(4, scopes, gone)).toEqual({
        kind: 'token',
        tokenId: 4,
        accounts: new Map(),
      });
  });

  it('R59 R66 is a person, with a role, where it is a user, and on no account where it is nobody', () => {
    const user = userActor(7, 'BILLING', [membership()]);
    const token = tokenActor(4, new Map(), membership({ role: 'HOLDER' }));
    const provisional = provisionalActor(8);
    const all = [user, token, provisional, ANONYMOUS];
    expect(all.map(userOf)).toEqual([7, null, 8, null]);
    expect(all.map(staffRoleOf)).toEqual(['BILLING', null, null, null]);
    expect(all.map((one) => [...accountsOf(one).keys()])).toEqual([[1], [1], [], []]);
    expect(all.map((one) => grantsOn(one, null))).toEqual([null, null, null, null]);
    expect(all.map((one) => grantsOn(one, 1)?.accountId ?? null)).toEqual([1, 1, null, null]);
  });

  it('R11 opens a mailed link for half an hour, and types a password on any keyboard', () => {
    expect(LINK_LIFE).toBe(1_800_000);
    expect(normalizePassword('  ﬁnch e\u0301lan ')).toBe('  finch \u00e9lan ');
  });
});

describe('who is what on a license', () => {
  const actor = userActor(7, null, [membership({ accountId: 1 }), membership({ accountId: 2 })]);
  const relations = (
    origin: 'PURCHASED' | 'RESOLD' | 'LEASED',
    accountId: number,
    customerAccountId: number | null,
  ) => {
    const grants = licenseGrants(actor, { origin, accountId, customerAccountId });
    return (['OWNER', 'CUSTOMER', 'SELLER', 'PROVIDER'] as const).filter(
      (relation) => grants[relation] !== null,
    );
  };

  it('R26 bought for oneself: owner and customer in one', () => {
    expect(relations('PURCHASED', 1, 1)).toEqual(['OWNER', 'CUSTOMER']);
  });

  it('R28 R30 resold: the reseller sells, and only the customer is the customer', () => {
    expect(relations('RESOLD', 1, null)).toEqual(['SELLER']);
    expect(relations('RESOLD', 1, 9)).toEqual(['SELLER']);
    expect(relations('RESOLD', 9, 2)).toEqual(['CUSTOMER']);
  });

  it('R39 leased: the provider provides, and only the customer is the customer', () => {
    expect(relations('LEASED', 1, 9)).toEqual(['PROVIDER']);
    expect(relations('LEASED', 9, 2)).toEqual(['CUSTOMER']);
  });

  it('R63 of strangers: nothing', () => {
    expect(relations('LEASED', 8, 9)).toEqual([]);
  });
});
