import fc from 'fast-check';
import { grantsOf, userActor, type MembershipFacts } from '../../../src/domain/access/actor';
import {
  PERMISSIONS,
  staffRoleIncludes,
  type Permission,
} from '../../../src/domain/access/permission';
import { belongs, ownedBy } from '../../../src/domain/access/row-grants';
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
    for (const permission of ['ACTIVATE_LICENSES', 'MAKE_PURCHASES', 'PAY_INVOICES'] as const)
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
    expect(held(membership({ role: 'HOLDER' }))).toEqual([
      'ACTIVATE_LICENSES',
      'MAKE_PURCHASES',
      'PAY_INVOICES',
    ]);
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
          if (permission === 'RESELLER' && !facts.capabilities.reseller) return false;
          if (permission === 'LEASE_PROVIDER' && !facts.capabilities.leaseProvider) return false;
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

describe('who is what on a licence', () => {
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
