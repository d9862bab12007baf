import { ANONYMOUS, userActor, type MembershipFacts } from '../../../src/domain/people/actor';
import {
  belongs,
  ownedBy,
  publishedTo,
  RELATIONS,
  rightsOn,
  type RowGrants,
} from '../../../src/domain/people/row-grants';

const membership = (accountId: number): MembershipFacts => ({
  accountId,
  role: 'AUTHORIZED_LOGIN',
  status: 'ACTIVE',
  granted: new Set(),
  capabilities: { reseller: false, leaseProvider: false },
  holderName: 'Ada Holder',
});
const member = userActor(7, null, [membership(1), membership(2)]);
const stranger = userActor(8, null, []);
const staff = userActor(9, 'SUPPORT', []);

const NOTHING: RowGrants = {
  OWNER: null,
  CUSTOMER: null,
  SELLER: null,
  PROVIDER: null,
  self: false,
  staff: null,
  published: false,
};

describe('R63 the rights on a row', () => {
  it('are none unless something is said to open it', () => {
    for (const actor of [stranger, ANONYMOUS]) {
      expect(rightsOn(actor, {})).toEqual(NOTHING);
      expect(rightsOn(actor, { OWNER: 1, CUSTOMER: 2, SELLER: 3, PROVIDER: null })).toEqual(
        NOTHING,
      );
      expect(ownedBy(actor, 1)).toEqual(NOTHING);
      expect(ownedBy(actor, null)).toEqual(NOTHING);
      expect(publishedTo(actor)).toEqual({ ...NOTHING, published: true });
    }
  });

  it('are the person’s own only where that is said', () => {
    expect(ownedBy(member, 3).self).toBe(false);
    expect(ownedBy(member, 3, true)).toEqual({ ...NOTHING, self: true });
    expect(rightsOn(member, {}, true)).toEqual({ ...NOTHING, self: true });
  });

  it.each(RELATIONS)('are those on the account that is its %s, and on no other', (relation) => {
    const grants = rightsOn(member, {
      OWNER: 5,
      CUSTOMER: 5,
      SELLER: 5,
      PROVIDER: 5,
      [relation]: 1,
    });
    expect({ ...grants, [relation]: null }).toEqual(NOTHING);
    expect(grants[relation]?.accountId).toBe(1);
  });

  it('belong to the row of its owner', () => {
    expect({ ...ownedBy(member, 1), OWNER: null }).toEqual(NOTHING);
    expect(ownedBy(member, 1).OWNER?.accountId).toBe(1);
  });

  it('of staff have their role', () => {
    expect(rightsOn(staff, {})).toEqual({ ...NOTHING, staff: 'SUPPORT' });
  });

  it('are one object on rows where they are the same, and another wherever they differ', () => {
    const all = [
      rightsOn(member, {}),
      ...RELATIONS.flatMap((relation) => [1, 2].map((id) => rightsOn(member, { [relation]: id }))),
      rightsOn(member, {}, true),
      rightsOn(member, {}, false, true),
      rightsOn(member, { OWNER: 1, CUSTOMER: 2 }),
      rightsOn(member, { OWNER: 1, CUSTOMER: 2 }, true),
      rightsOn(userActor(7, null, [membership(1)]), {}),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(rightsOn(member, { OWNER: 1, CUSTOMER: 6 })).toBe(rightsOn(member, { OWNER: 1 }));
    expect(rightsOn(member, { SELLER: 2 }, true)).toBe(rightsOn(member, { SELLER: 2 }, true));
  });
});

describe('R63 whether a row is there for somebody', () => {
  const holds = ownedBy(member, 1).OWNER;

  it('is not where nothing opens it', () => {
    expect(belongs(NOTHING)).toBe(false);
  });

  it.each<[string, Partial<RowGrants>]>([
    ['it is published', { published: true }],
    ['it is about them', { self: true }],
    ['they are staff', { staff: 'SUPPORT' }],
    ...RELATIONS.map((relation): [string, Partial<RowGrants>] => [
      `their account is its ${relation}`,
      { [relation]: holds },
    ]),
  ])('is where %s, which is enough', (_why, given) => {
    expect(belongs({ ...NOTHING, ...given })).toBe(true);
  });
});
