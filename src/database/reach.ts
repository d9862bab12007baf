import { userOf } from '../domain/people/actor';
import type { Scope } from './scope';
import { placeholders, Reach, type Compiled, type Primitive } from './sql';

const inList = (column: string, ids: readonly Primitive[], out: Compiled): void => {
  if (ids.length === 0) {
    out.text += 'FALSE';
    return;
  }
  out.text += `${column} IN (`;
  placeholders(ids, out);
  out.text += ')';
};

const outOfReach = (scope: Scope, what: string): never => {
  throw new Error(`A ${scope.kind} scope does not reach ${what}`);
};

/** Rows that belong to an account in reach through any of the columns. */
export const reachAccounts = (...columns: readonly [string, ...string[]]): Reach =>
  new Reach((scope, out) => {
    if (scope.kind === 'staff' || scope.kind === 'system') out.text += 'TRUE';
    else if (scope.kind === 'public') out.text += 'FALSE';
    else if (scope.kind === 'account') {
      out.text += '(';
      columns.forEach((column, index) => {
        if (index > 0) out.text += ' OR ';
        inList(column, scope.accountIds, out);
      });
      out.text += ')';
    } else outOfReach(scope, 'accounts');
  });

/** An account whose key is known, where a statement has no column of it: in the values of an insert. */
export const reachAccountKey = (key: number): Reach => reachAccounts(String(Math.trunc(key)));

/** An account by its key column: one's own, or one that sent an invitation. */
export const reachAccountItself = (column: string): Reach =>
  new Reach((scope, out) => {
    if (scope.kind === 'account') inList(column, [...scope.accountIds, ...scope.invitedBy], out);
    else reachAccounts(column).fill(scope, out);
  });

/** Memberships: all of an account in reach, and one's own anywhere. */
export const reachMemberships = (accountColumn: string, userColumn: string): Reach =>
  new Reach((scope, out) => {
    if (scope.kind !== 'account') return reachAccounts(accountColumn).fill(scope, out);
    out.text += `(${userColumn} = ? OR `;
    out.params.push(scope.userId);
    inList(accountColumn, scope.accountIds, out);
    out.text += ')';
  });

/** People: oneself, and those who belong to accounts that one holds; not who is merely invited (R10). */
export const reachPeople = (userColumn: string): Reach =>
  new Reach((scope, out) => {
    if (scope.kind !== 'account') return reachAccounts(userColumn).fill(scope, out);
    out.text += `(${userColumn} = ?`;
    out.params.push(scope.userId);
    if (scope.heldAccountIds.length > 0) {
      out.text += ` OR EXISTS (SELECT 1 FROM memberships reached WHERE reached.user_id = ${userColumn} AND reached.status = 'ACTIVE' AND `;
      inList('reached.account_id', scope.heldAccountIds, out);
      out.text += ')';
    }
    out.text += ')';
  });

/** What somebody of an account asked for: by themselves, and all of it for its holder; never by an API token. */
export const reachOpened = (accountColumn: string, userColumn: string): Reach =>
  new Reach((scope, out) => {
    if (scope.kind !== 'account') return reachAccounts(accountColumn).fill(scope, out);
    out.text += '(';
    inList(accountColumn, scope.heldAccountIds, out);
    out.text += ` OR (${userColumn} = ? AND `;
    out.params.push(scope.userId);
    inList(accountColumn, scope.accountIds, out);
    out.text += '))';
  });

/** What is one's own person's alone, such as sessions: not even staff reach another's. */
export const reachSelf = (userColumn: string): Reach =>
  new Reach((scope, out) => {
    if (scope.kind !== 'account' && scope.kind !== 'staff')
      return reachAccounts(userColumn).fill(scope, out);
    out.text += `${userColumn} = ?`;
    out.params.push(userOf(scope.actor) ?? 0);
  });

/** The one row that a secret opens. */
export const reachCredential = (column: string): Reach =>
  new Reach((scope, out) => {
    if (scope.kind !== 'credential') return outOfReach(scope, 'what a secret opens');
    out.text += `${column} = ?`;
    out.params.push(scope.credential);
  });

/** A license: that of an account in reach through any of the columns, or the one whose key's hash is known. */
export const reachLicense = (
  keyHashColumn: string,
  ...columns: readonly [string, ...string[]]
): Reach =>
  new Reach((scope, out) => {
    if (scope.kind !== 'credential') return reachAccounts(...columns).fill(scope, out);
    if (!Buffer.isBuffer(scope.credential)) return outOfReach(scope, 'a license without its key');
    reachCredential(keyHashColumn).fill(scope, out);
  });

/** What is published: no limit, said aloud. */
export const reachEveryone: Reach = new Reach((_scope, out) => {
  out.text += 'TRUE';
});

/** What is the vendor's own, such as mailings: staff and jobs reach it, nobody else does. */
export const reachStaff: Reach = new Reach((scope, out) => {
  out.text += scope.kind === 'staff' || scope.kind === 'system' ? 'TRUE' : 'FALSE';
});

/** Rows that the service keeps for itself, such as claims and messages to send: no limit, said aloud. */
export const reachBookkeeping: Reach = new Reach((_scope, out) => {
  out.text += 'TRUE';
});
