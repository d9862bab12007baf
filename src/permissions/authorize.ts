import {
  accountsOf,
  isProvisional,
  withheldRoleOf,
  type AccountGrants,
  type Actor,
} from '../domain/people/actor';
import { staffRoleIncludes } from '../domain/people/permission';
import { belongs, type RowGrants } from '../domain/people/row-grants';
import { applies, opens, type Arguments, type Clause, type Clauses, type Intent } from './clause';
import { PERMISSION_MAP } from './map';
import { clausesOf, type PermissionRule } from './rules';

/** Why not. Whoever does not belong learns nothing but that there is nothing (R63). */
export interface Denial {
  readonly code:
    | 'UNAUTHENTICATED'
    | 'PASSWORD_CHANGE_REQUIRED'
    | 'SECOND_FACTOR_REQUIRED'
    | 'FORBIDDEN'
    | 'NOT_FOUND';
  /** A permission, or `HOLDER`, or `STAFF`; null when there is nothing to tell. */
  readonly missingPermission: string | null;
  /** Full name of the holder, for members of the account. */
  readonly grantableBy: string | null;
}

/** Through a row: the grants on that relation's account. On a root field: on any account of the actor. */
const through = (clause: Clause, actor: Actor, row: RowGrants | null): readonly AccountGrants[] => {
  if (!('through' in clause)) return [];
  if (row === null) return [...accountsOf(actor).values()];
  const grants = row[clause.through];
  return grants === null ? [] : [grants];
};

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

/** Whether the actor's role among the staff would let them in, were it in effect. */
function isWithheld(rule: readonly Clause[], actor: Actor): boolean {
  const role = withheldRoleOf(actor);
  return (
    role !== null &&
    rule.some((clause) => clause.kind === 'staff' && staffRoleIncludes(role, clause.role))
  );
}

function denial(rule: readonly Clause[], actor: Actor, row: RowGrants | null): Denial {
  if (actor.kind === 'anonymous')
    return { code: 'UNAUTHENTICATED', missingPermission: null, grantableBy: null };
  if (isProvisional(actor))
    return { code: 'PASSWORD_CHANGE_REQUIRED', missingPermission: null, grantableBy: null };
  if (isWithheld(rule, actor))
    return { code: 'SECOND_FACTOR_REQUIRED', missingPermission: null, grantableBy: null };
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

/** Null when one of the clauses lets the actor in; otherwise why not. `row` is null for root fields. */
export const judge = (
  clauses: Clauses,
  actor: Actor,
  row: RowGrants | null,
  args: Arguments = {},
  intent: Intent = 'READ',
): Denial | null => {
  for (const clause of clauses)
    if (opens(clause, actor, row, intent) && applies(clause, args)) return null;
  return denial(
    clauses.filter((clause) => applies(clause, args)),
    actor,
    row,
  );
};

const known = (rule: PermissionRule | undefined, of: string): Clauses => {
  if (rule === undefined) throw new Error(`No permission rule for ${of}`);
  return clausesOf(rule);
};

/**
 * May the actor use `type.field` of the row (null for root fields)? Null, or why not.
 * @throws when the map has no rule: unknown is refused.
 */
export const authorize = (
  actor: Actor,
  type: string,
  field: string,
  row: RowGrants | null,
  args: Arguments = {},
): Denial | null =>
  judge(
    known(PERMISSION_MAP.fields[type]?.[field], `${type}.${field}`),
    actor,
    row,
    args,
    type === 'Mutation' ? 'WRITE' : 'READ',
  );

/** May the actor have this row at all? Null, or why not. @throws when the map has no rule. */
export const authorizeRow = (actor: Actor, type: string, row: RowGrants): Denial | null =>
  judge(known(PERMISSION_MAP.rows[type], type), actor, row);
