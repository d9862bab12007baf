import fc from 'fast-check';
import { decideGrant } from '../../../src/domain/people/people';
import { grantsOf, isProvisional, type Access } from '../../../src/domain/people/actor';
import { PERMISSIONS, StaffRole, type Permission } from '../../../src/domain/people/permission';
import { belongs, RELATIONS, rightsOn } from '../../../src/domain/people/row-grants';
import { judge } from '../../../src/permissions/authorize';
import type { Clause, Clauses } from '../../../src/permissions/clause';
import { actorOf, allows, KEYS, type Key, type Question, type State } from './authorize-model';
import { often } from '../often';

const ROLES = Object.keys(StaffRole) as StaffRole[];
const key = fc.constantFrom(...KEYS);
const permission = fc.constantFrom(...PERMISSIONS);
const relation = fc.constantFrom(...RELATIONS);
const VALUES = ['RESOLD', 'LEASED'];

/** A clause of every kind there is; a kind that is missing here does not compile. */
const CLAUSES: { [Kind in Clause['kind']]: fc.Arbitrary<Extract<Clause, { kind: Kind }>> } = {
  public: fc.constant({ kind: 'public' }),
  session: fc.constant({ kind: 'session' }),
  signedIn: fc.constant({ kind: 'signedIn' }),
  token: fc.constant({ kind: 'token' }),
  self: fc.constant({ kind: 'self' }),
  staff: fc.record({ kind: fc.constant('staff'), role: fc.constantFrom(...ROLES) }),
  member: fc.record({ kind: fc.constant('member'), through: relation, inPerson: fc.boolean() }),
  holder: fc.record({ kind: fc.constant('holder'), through: relation, inPerson: fc.boolean() }),
  permission: fc.record(
    {
      kind: fc.constant('permission'),
      permission,
      through: relation,
      when: fc.record({
        argument: fc.constant('relation'),
        value: fc.constantFrom(...VALUES),
      }),
    },
    { requiredKeys: ['kind', 'permission', 'through'] },
  ),
};
const clause: fc.Arbitrary<Clause> = fc.oneof(...Object.values(CLAUSES));
const rule = fc.array(clause, { minLength: 1, maxLength: 4 }) as unknown as fc.Arbitrary<Clauses>;

const caller = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'nobody' as const }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('user' as const), key }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('token' as const), key }) },
);
const question: fc.Arbitrary<Question> = fc.record({
  caller,
  row: fc.option(
    fc.record({
      parties: fc.record(
        { OWNER: key, CUSTOMER: key, SELLER: key, PROVIDER: key },
        { requiredKeys: [] },
      ),
      self: fc.boolean(),
    }),
    { freq: 4 },
  ),
  intent: fc.constantFrom('READ' as const, 'WRITE' as const),
  argument: fc.option(fc.constantFrom(...VALUES)),
});

const granted = fc.subarray([...PERMISSIONS]).map((list) => new Set(list));
const scopes = fc
  .array(fc.tuple(permission, fc.constantFrom<Access>('READ', 'WRITE')))
  .map((list) => new Map<Permission, Access>(list));
const person = fc.record({
  staffRole: fc.option(fc.constantFrom(...ROLES)),
  secondFactor: fc.boolean(),
  oneTimePassword: fc.integer({ max: 7, min: 0 }).map((one) => one === 0),
  visits: fc.option(key),
});
const login = fc.record({
  status: fc.constantFrom('ACTIVE' as const, 'ACTIVE' as const, 'INVITED' as const),
  granted,
});
const capabilities = fc.record({ reseller: fc.boolean(), leaseProvider: fc.boolean() });
const token = fc.record({ account: key, maker: key, scopes });

/** One thing that happens between two requests. */
type Change = (state: State) => void;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(key, capabilities).map(([account, given]): Change => ({ capabilities: all }) => {
    all.set(account, given);
  }),
  // Handed over, to a login or to somebody new: there is always exactly one holder (R2, R12).
  fc.tuple(key, key, granted).map(([account, next, kept]): Change => (state) => {
    const former = state.holders.get(account) as Key;
    state.logins.set(`${former}:${account}`, { status: 'ACTIVE', granted: kept });
    state.holders.set(account, next);
  }),
  // Added, invited, accepted, granted, withdrawn …
  fc.tuple(key, key, login).map(([user, account, given]): Change => ({ logins }) => {
    logins.set(`${user}:${account}`, given);
  }),
  // … and removed.
  fc.tuple(key, key).map(([user, account]): Change => ({ logins }) => {
    logins.delete(`${user}:${account}`);
  }),
  fc.tuple(key, person).map(([user, given]): Change => ({ people }) => {
    people.set(user, given);
  }),
  fc.tuple(key, token).map(([one, given]): Change => ({ tokens }) => {
    tokens.set(one, given);
  }),
);

const each = <Value>(value: fc.Arbitrary<Value>) =>
  fc.tuple(value, value, value).map((list) => new Map(KEYS.map((one, at) => [one, list[at]])));
const state: fc.Arbitrary<State> = fc
  .record({
    capabilities: each(capabilities),
    holders: each(key),
    logins: fc
      .array(fc.tuple(key, key, login), { maxLength: 6 })
      .map((list) => new Map(list.map(([user, account, one]) => [`${user}:${account}`, one]))),
    people: each(person),
    tokens: each(token),
  })
  .map((all) => all as State);

/** Whether the asker would be let in, had the session a second factor. */
const awaitsSecondFactor = (given: State, { caller }: Question, asked: Clauses): boolean => {
  const member = caller.kind === 'user' ? given.people.get(caller.key) : undefined;
  const rank = (role: (typeof ROLES)[number]) => ROLES.indexOf(role);
  return (
    member !== undefined &&
    !member.secondFactor &&
    member.staffRole !== null &&
    asked.some(
      (one) => one.kind === 'staff' && rank(one.role) <= rank(member.staffRole ?? one.role),
    )
  );
};

const rowOf = (actor: ReturnType<typeof actorOf>, { row }: Question) =>
  row && rightsOn(actor, row.parties, row.self);

describe('who is let in', () => {
  it('R6 R10 R13 R32 R59 R66 whatever was granted and however it changes, it equals the reference model', () => {
    const seen = { yes: 0, no: 0 };
    fc.assert(
      fc.property(
        state,
        fc.array(fc.tuple(change, rule, question), { minLength: 5, maxLength: 30 }),
        (given, steps) => {
          for (const [happens, asked, how] of steps) {
            happens(given);
            const actor = actorOf(given, how.caller);
            const args = how.argument === null ? {} : { relation: how.argument };
            const came = judge(asked, actor, rowOf(actor, how), args, how.intent) === null;
            const model = asked.some((one) => allows(given, one, how));
            seen[model ? 'yes' : 'no'] += 1;
            expect([came, asked, how]).toEqual([model, asked, how]);
          }
        },
      ),
      { numRuns: often(1_500) },
    );
    // Both happen often, or nothing was proved.
    expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(often(3_000));
  });

  it.each(Object.entries(CLAUSES))(
    'R13 a clause of the kind "%s" alone lets in whom the reference model lets in, and is met both ways',
    (kind, one) => {
      const seen = { yes: 0, no: 0 };
      fc.assert(
        fc.property(state, one as fc.Arbitrary<Clause>, question, (given, asked, how) => {
          const actor = actorOf(given, how.caller);
          const args = how.argument === null ? {} : { relation: how.argument };
          const model = allows(given, asked, how);
          seen[model ? 'yes' : 'no'] += 1;
          expect(judge([asked], actor, rowOf(actor, how), args, how.intent) === null).toBe(model);
        }),
        { numRuns: often(1_000) },
      );
      expect(seen.yes).toBeGreaterThan(often(20));
      if (kind !== 'public') expect(seen.no).toBeGreaterThan(often(20));
    },
  );

  it('R63 who is refused learns what is missing as a member, and nothing as a stranger', () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(state, rule, question, (given, asked, how) => {
        const actor = actorOf(given, how.caller);
        const row = rowOf(actor, how);
        const denied = judge(asked, actor, row, {}, how.intent);
        if (denied === null) return;
        codes.add(denied.code);
        const { missingPermission: missing, grantableBy } = denied;
        if (how.caller.kind === 'nobody') expect(denied.code).toBe('UNAUTHENTICATED');
        else if (isProvisional(actor)) expect(denied.code).toBe('PASSWORD_CHANGE_REQUIRED');
        else if (awaitsSecondFactor(given, how, asked))
          expect(denied.code).toBe('SECOND_FACTOR_REQUIRED');
        else if (row !== null && !belongs(row)) expect(denied.code).toBe('NOT_FOUND');
        else expect(denied.code).toBe('FORBIDDEN');
        if (denied.code !== 'FORBIDDEN') expect([missing, grantableBy]).toEqual([null, null]);
        if (missing === null) expect(grantableBy).toBeNull();
        // Whoever is named holds an account of the row, and is not who asks.
        if (grantableBy === null) return;
        const accounts = Object.values(how.row?.parties ?? {});
        const named = accounts.filter((account) => grantableBy === `Holder of ${account}`);
        expect(named).not.toEqual([]);
        if (how.caller.kind === 'user')
          expect(named.map((account) => given.holders.get(account))).not.toContain(how.caller.key);
        // Nobody is told to lack what they have there.
        const has = named.some((account) =>
          allows(
            given,
            { kind: 'permission', permission: missing as Permission, through: 'OWNER' },
            { ...how, row: { parties: { OWNER: account }, self: false } },
          ),
        );
        if (missing !== 'HOLDER') expect(has).toBe(false);
      }),
      { numRuns: often(5_000) },
    );
    expect([...codes].sort()).toEqual([
      'FORBIDDEN',
      'NOT_FOUND',
      'PASSWORD_CHANGE_REQUIRED',
      'SECOND_FACTOR_REQUIRED',
      'UNAUTHENTICATED',
    ]);
  });
});

describe('who grants', () => {
  it('R13 what can be granted on an account is what its holder has there, and no more', () => {
    fc.assert(
      fc.property(granted, capabilities, (asked, given) => {
        const holder = grantsOf({
          accountId: 1,
          role: 'HOLDER',
          status: 'ACTIVE',
          granted: new Set(),
          capabilities: given,
          holderName: 'Ada Holder',
        });
        const held = [...asked].every((one) => holder?.permissions.has(one));
        expect(decideGrant([...asked], given) === null).toBe(held);
      }),
    );
  });
});
