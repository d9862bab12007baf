import {
  ANONYMOUS,
  provisionalActor,
  tokenActor,
  userActor,
  type Access,
  type Actor,
  type Capabilities,
  type MembershipFacts,
} from '../../../src/domain/people/actor';
import type { Permission, StaffRole } from '../../../src/domain/people/permission';
import type { Relation } from '../../../src/domain/people/row-grants';
import { countingOn } from '../../support/capabilities';
import type { Clause } from '../../../src/permissions/clause';

/** Accounts and people are few, so that they meet often. */
export const KEYS = [1, 2, 3] as const;
export type Key = (typeof KEYS)[number];

export interface Person {
  staffRole: StaffRole | null;
  secondFactor: boolean;
  oneTimePassword: boolean;
  /** The account that they act for, if they may (R66). */
  visits: Key | null;
}
export interface Token {
  account: Key;
  maker: Key;
  scopes: ReadonlyMap<Permission, Access>;
}
export interface Login {
  status: 'ACTIVE' | 'INVITED';
  granted: ReadonlySet<Permission>;
}

/** What the store would hold: everything that rights depend on. */
export interface State {
  readonly capabilities: Map<Key, Capabilities>;
  /** Every account has one holder (R2), who is a member of it. */
  readonly holders: Map<Key, Key>;
  /** By `user:account`. */
  readonly logins: Map<string, Login>;
  readonly people: Map<Key, Person>;
  readonly tokens: Map<Key, Token>;
}

export type Caller = { kind: 'nobody' } | { kind: 'user' | 'token'; key: Key };

/** What is asked: may this asker in by this clause, through a row of these accounts, or none in particular? */
export interface Question {
  readonly caller: Caller;
  readonly row: {
    readonly parties: Readonly<Partial<Record<Relation, Key>>>;
    readonly self: boolean;
  } | null;
  readonly intent: 'READ' | 'WRITE';
  readonly argument: string | null;
}

export const loginOf = ({ logins, holders }: State, user: Key, account: Key): Login | undefined =>
  holders.get(account) === user
    ? { status: 'ACTIVE', granted: new Set() }
    : logins.get(`${user}:${account}`);

/* The reference model, written from R2, R6, R7, R10, R13, R32, R59 and R66, and from nothing else. */

const RANK: Readonly<Record<StaffRole, number>> = { SUPPORT: 1, BILLING: 2, ADMIN: 3 };
const roleOf = ({ staffRole, secondFactor, oneTimePassword }: Person): StaffRole | null =>
  secondFactor && !oneTimePassword ? staffRole : null;
const belongs = (state: State, user: Key, account: Key): boolean =>
  state.people.get(user)?.oneTimePassword === false &&
  loginOf(state, user, account)?.status === 'ACTIVE';
const acts = (state: State, user: Key, account: Key): boolean => {
  const person = state.people.get(user) as Person;
  return roleOf(person) !== null && person.visits === account && !belongs(state, user, account);
};
const possible = (state: State, account: Key, permission: Permission): boolean =>
  countingOn(state.capabilities.get(account) ?? {}).includes(permission);
const holds = (state: State, user: Key, account: Key, permission: Permission): boolean =>
  possible(state, account, permission) &&
  belongs(state, user, account) &&
  (state.holders.get(account) === user ||
    loginOf(state, user, account)?.granted.has(permission) === true);

/** Does one clause let the asker in, through one account or, for `null`, by what they are? */
export function allows(state: State, clause: Clause, question: Question): boolean {
  const { caller, row, intent } = question;
  const user = caller.kind === 'user' ? caller.key : null;
  const token = caller.kind === 'token' ? (state.tokens.get(caller.key) as Token) : null;
  const on = 'through' in clause && row !== null ? [row.parties[clause.through]] : KEYS;
  const any = (one: (account: Key) => boolean) => on.some((account) => account && one(account));
  if (clause.kind === 'public') return true;
  if (clause.kind === 'session') return user !== null;
  if (clause.kind === 'signedIn')
    return user !== null && !(state.people.get(user) as Person).oneTimePassword;
  if (clause.kind === 'token') return token !== null;
  if (clause.kind === 'self') return row?.self === true;
  if (clause.kind === 'staff') {
    const role = user && roleOf(state.people.get(user) as Person);
    return role !== null && RANK[role] >= RANK[clause.role];
  }
  const speaksFor = (account: Key) =>
    token?.account === account && belongs(state, token.maker, account);
  if (clause.kind === 'member')
    return any(
      (account) =>
        (user !== null && belongs(state, user, account)) ||
        (!clause.inPerson && (speaksFor(account) || (user !== null && acts(state, user, account)))),
    );
  if (clause.kind === 'holder')
    return any(
      (account) =>
        user !== null &&
        ((belongs(state, user, account) && state.holders.get(account) === user) ||
          (!clause.inPerson && acts(state, user, account))),
    );
  const { permission, when } = clause;
  if (when && question.argument !== null && question.argument !== when.value) return false;
  return any((account) => {
    const scope = token?.scopes.get(permission);
    if (user !== null)
      return (
        holds(state, user, account, permission) ||
        (acts(state, user, account) && possible(state, account, permission))
      );
    return (
      token !== null &&
      speaksFor(account) &&
      scope !== undefined &&
      (intent === 'READ' || scope === 'WRITE') &&
      holds(state, token.maker, account, permission)
    );
  });
}

/** The actor that a request of the asker gets, from what the store says now. */
export function actorOf(state: State, caller: Caller): Actor {
  const facts = (user: Key, account: Key): MembershipFacts[] => {
    const login = loginOf(state, user, account);
    if (login === undefined) return [];
    return [
      {
        accountId: account,
        role: state.holders.get(account) === user ? 'HOLDER' : 'AUTHORIZED_LOGIN',
        status: login.status,
        granted: login.granted,
        capabilities: state.capabilities.get(account) as Capabilities,
        holderName: `Holder of ${account}`,
      },
    ];
  };
  if (caller.kind === 'nobody') return ANONYMOUS;
  if (caller.kind === 'token') {
    const { maker, account, scopes } = state.tokens.get(caller.key) as Token;
    const fit = state.people.get(maker)?.oneTimePassword === false;
    return tokenActor(caller.key, scopes, (fit ? facts(maker, account)[0] : undefined) ?? null);
  }
  const person = state.people.get(caller.key) as Person;
  if (person.oneTimePassword) return provisionalActor(caller.key);
  const visit = person.visits && {
    accountId: person.visits,
    capabilities: state.capabilities.get(person.visits) as Capabilities,
    holderName: `Holder of ${person.visits}`,
    reason: 'Ticket 12',
  };
  const role = person.secondFactor ? person.staffRole : null;
  return userActor(
    caller.key,
    role,
    KEYS.flatMap((account) => facts(caller.key, account)),
    visit,
    person.secondFactor ? null : person.staffRole,
  );
}
