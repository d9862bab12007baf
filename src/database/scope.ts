import {
  ANONYMOUS,
  userOf,
  type Actor,
  type TokenActor,
  type UserActor,
} from '../domain/people/actor';

/**
 * How far a statement may reach. Every read and write names one first; `reach` clauses in the SQL are
 * filled from it, so that forgetting either does not compile.
 */
export type Scope = AccountScope | StaffScope | CredentialScope | PublicScope | SystemScope;

/** Rows of the actor's accounts, and the actor's own person. */
export class AccountScope {
  readonly kind = 'account';
  /** Key of the person; 0, which nobody has, for a token: it is no person. */
  readonly userId: number;
  readonly accountIds: readonly number[];
  /** Accounts that this user holds: they may see its people. */
  readonly heldAccountIds: readonly number[];
  /** Accounts that invited the user: their name alone is in reach. */
  readonly invitedBy: readonly number[];

  constructor(readonly actor: UserActor | TokenActor) {
    const accounts = [...actor.accounts.values()];
    this.userId = userOf(actor) ?? 0;
    this.accountIds = accounts.map((grants) => grants.accountId);
    this.heldAccountIds = accounts
      .filter((grants) => grants.holder)
      .map((grants) => grants.accountId);
    this.invitedBy = actor.kind === 'user' ? actor.invitedBy : [];
  }
}

/** The vendor's own people see across accounts (R66). */
export class StaffScope {
  readonly kind = 'staff';
  constructor(readonly actor: UserActor) {}
}

/** One secret, the name given at sign-in, or the key that a signed token names, opens one row. */
export class CredentialScope {
  readonly kind = 'credential';
  readonly actor = ANONYMOUS;
  constructor(readonly credential: Buffer | string | number) {}
}

/** What is published to everyone, like the catalog. */
export class PublicScope {
  readonly kind = 'public';
  readonly actor = ANONYMOUS;
}

/** A job of ours, by name. Only jobs and the composition may make one; a test holds them to it. */
export class SystemScope {
  readonly kind = 'system';
  readonly actor = ANONYMOUS;
  constructor(readonly job: string) {}
}

/** The scope in which an actor reads. */
export function scopeOf(actor: Actor): Scope {
  if (actor.kind === 'anonymous') return new PublicScope();
  return actor.kind === 'token' || actor.staffRole === null
    ? new AccountScope(actor)
    : new StaffScope(actor);
}
