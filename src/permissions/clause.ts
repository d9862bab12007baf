import {
  accountsOf,
  isProvisional,
  staffRoleOf,
  type AccountGrants,
  type Actor,
} from '../domain/people/actor';
import { staffRoleIncludes, type Permission, type StaffRole } from '../domain/people/permission';
import type { Relation, RowGrants } from '../domain/people/row-grants';

/** One way in. `through` says by which of the row's accounts; on a root field any account will do. */
export type Clause =
  | { readonly kind: 'public' }
  | { readonly kind: 'session' }
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'token' }
  | { readonly kind: 'self' }
  | {
      readonly kind: 'member';
      readonly through: Relation;
      /** Neither by an API token, nor by a member of the staff who acts for the account. */
      readonly inPerson: boolean;
    }
  | {
      readonly kind: 'holder';
      readonly through: Relation;
      /** Not by a member of the staff who acts for the holder. */
      readonly inPerson: boolean;
    }
  | {
      readonly kind: 'permission';
      readonly permission: Permission;
      readonly through: Relation;
      /** Counts only if this argument has this value, or is not given. */
      readonly when?: ArgumentCondition;
    }
  | { readonly kind: 'staff'; readonly role: StaffRole };

export interface ArgumentCondition {
  readonly argument: string;
  readonly value: string;
}

/** The ways in of one rule: any of them is enough. */
export type Clauses = readonly [Clause, ...Clause[]];

/** What is asked for: to see something, or to do it. A token may see more than it may do (R59). */
export type Intent = 'READ' | 'WRITE';

/** Values of the field's arguments, as far as rules look at them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Whether a clause counts at all, with these arguments. */
export function applies(clause: Clause, args: Arguments): boolean {
  if (clause.kind !== 'permission' || clause.when === undefined) return true;
  const given = args[clause.when.argument] ?? null;
  return given === null || given === clause.when.value;
}

/** Whether it lets the actor in; `row` is null for root fields. */
// Runs for every guarded field of every row: it makes nothing, neither lists nor closures.
export function opens(
  clause: Clause,
  actor: Actor,
  row: RowGrants | null,
  intent: Intent,
): boolean {
  switch (clause.kind) {
    case 'public':
      return true;
    case 'session':
      return actor.kind === 'user';
    case 'signedIn':
      return actor.kind === 'user' && !isProvisional(actor);
    case 'token':
      return actor.kind === 'token';
    case 'self':
      return row?.self === true;
    case 'staff': {
      const role = row === null ? staffRoleOf(actor) : row.staff;
      return role !== null && staffRoleIncludes(role, clause.role);
    }
    case 'member':
    case 'holder':
    case 'permission': {
      if (row !== null) {
        const grants = row[clause.through];
        return grants !== null && grantsOpen(clause, actor, grants, intent);
      }
      for (const grants of accountsOf(actor).values())
        if (grantsOpen(clause, actor, grants, intent)) return true;
      return false;
    }
  }
}

function grantsOpen(clause: Clause, actor: Actor, grants: AccountGrants, intent: Intent): boolean {
  if (clause.kind === 'member')
    return !clause.inPerson || (actor.kind === 'user' && grants.reason === null);
  if (clause.kind === 'holder')
    return grants.holder && !(clause.inPerson && grants.reason !== null);
  if (clause.kind !== 'permission') return false;
  return (intent === 'WRITE' ? grants.writable : grants.permissions).has(clause.permission);
}
