import { accountsOf, staffRoleOf, type AccountGrants, type Actor } from '../domain/access/actor';
import { staffRoleIncludes } from '../domain/access/permission';
import { belongs, type RowGrants } from '../domain/access/row-grants';
import type { Clause, Rule } from './rule';
import { PERMISSION_TABLE } from './table';

/** Why not. Whoever does not belong learns nothing but that there is nothing (R63). */
export interface Denial {
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND';
  /** A permission, or `HOLDER`, or `STAFF`; null when there is nothing to tell. */
  readonly missingPermission: string | null;
  /** Full name of the holder, for members of the account. */
  readonly grantableBy: string | null;
}

/** What is asked for: to see something, or to do it. A token may see more than it may do (R59). */
export type Intent = 'READ' | 'WRITE';

/** Values of the field's arguments, as far as rules look at them. */
export type Arguments = Readonly<Record<string, unknown>>;

const applies = (clause: Clause, args: Arguments): boolean => {
  if (clause.kind !== 'permission' || clause.when === undefined) return true;
  const given = args[clause.when.argument] ?? null;
  return given === null || given === clause.when.value;
};

/** Through a row: the grants on that relation's account. On a root field: on any account of the actor. */
const through = (clause: Clause, actor: Actor, row: RowGrants | null): readonly AccountGrants[] => {
  if (!('through' in clause)) return [];
  if (row === null) return [...accountsOf(actor).values()];
  const grants = row[clause.through];
  return grants === null ? [] : [grants];
};

// Runs for every guarded field of every row: it makes nothing, neither lists nor closures.
function opens(clause: Clause, actor: Actor, row: RowGrants | null, intent: Intent): boolean {
  switch (clause.kind) {
    case 'public':
      return true;
    case 'session':
      return actor.kind === 'user';
    case 'signedIn':
      return actor.kind === 'user' && !actor.provisional;
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

const nameOf = (clause: Clause): string | null =>
  clause.kind === 'permission'
    ? clause.permission
    : clause.kind === 'holder' || clause.kind === 'self'
      ? 'HOLDER'
      : clause.kind === 'staff'
        ? 'STAFF'
        : null;

/** A permission that the account can have at all is worth more as an answer than one that it cannot. */
const attainable = (clause: Clause, actor: Actor, row: RowGrants | null): boolean =>
  clause.kind === 'permission' &&
  through(clause, actor, row).some((account) => account.grantable.has(clause.permission));

/** The way in that the actor is nearest to: one through an account they belong to. */
function nearest(rule: readonly Clause[], actor: Actor, row: RowGrants | null): Clause | undefined {
  const near = rule.filter((clause) => through(clause, actor, row).length > 0);
  return near.find((clause) => attainable(clause, actor, row)) ?? near[0];
}

function denial(rule: readonly Clause[], actor: Actor, row: RowGrants | null): Denial {
  if (actor.kind === 'anonymous')
    return { code: 'UNAUTHENTICATED', missingPermission: null, grantableBy: null };
  if (row !== null && !belongs(row))
    return { code: 'NOT_FOUND', missingPermission: null, grantableBy: null };
  const near = nearest(rule, actor, row);
  // Who stands on another side of the row lacks nothing that has a name.
  const missing = near ?? (row === null ? rule[0] : undefined);
  const account = near === undefined || row === null ? undefined : through(near, actor, row)[0];
  const missingPermission = missing === undefined ? null : nameOf(missing);
  // What has no name, nobody can grant.
  const grantedBy = missingPermission === null || account?.holder ? undefined : account;
  return {
    code: 'FORBIDDEN',
    missingPermission,
    grantableBy: grantedBy?.holderName ?? null,
  };
}

/** Null when the rule lets the actor in; otherwise why not. `row` is null for root fields. */
export const judge = (
  rule: Rule,
  actor: Actor,
  row: RowGrants | null,
  args: Arguments = {},
  intent: Intent = 'READ',
): Denial | null => {
  for (const clause of rule)
    if (opens(clause, actor, row, intent) && applies(clause, args)) return null;
  return denial(
    rule.filter((clause) => applies(clause, args)),
    actor,
    row,
  );
};

/** The rule of `Type.field`, or of a whole row for `Type`. @throws when the table has none: unknown is refused. */
export function ruleOf(type: string, field?: string): Rule {
  const rules = PERMISSION_TABLE[type];
  const rule = field === undefined ? rules?.row : rules?.fields[field];
  if (rule === undefined)
    throw new Error(`No permission rule for ${field === undefined ? type : `${type}.${field}`}`);
  return rule;
}

/** May the actor use `type.field` of the row (null for root fields)? Null, or why not. */
export const authorize = (
  actor: Actor,
  type: string,
  field: string,
  row: RowGrants | null,
  args: Arguments = {},
): Denial | null =>
  judge(ruleOf(type, field), actor, row, args, type === 'Mutation' ? 'WRITE' : 'READ');

/** May the actor have this row at all? Null, or why not. */
export const authorizeRow = (actor: Actor, type: string, row: RowGrants): Denial | null =>
  judge(ruleOf(type), actor, row);
