import type { Permission, StaffRole } from '../domain/access/permission';
import type { Relation } from '../domain/access/row-grants';

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
      readonly when?: { readonly argument: string; readonly value: string };
    }
  | { readonly kind: 'staff'; readonly role: StaffRole };

/** Who may: any of these. */
export type Rule = readonly [Clause, ...Clause[]];

export const everyone: Rule = [{ kind: 'public' }];
/** Whoever has a session, be it with a one-time password that waits to be changed (R32). */
export const anySession: Clause = { kind: 'session' };
/** A person who is signed in. */
export const signedIn: Clause = { kind: 'signedIn' };
/** An API token. */
export const apiToken: Clause = { kind: 'token' };
/** The person whom the row is about, such as the user of a membership. */
export const self: Clause = { kind: 'self' };
export const member = (through: Relation = 'OWNER'): Clause => ({
  kind: 'member',
  through,
  inPerson: false,
});
/** Every login and the holder, as the persons that they are (R12). */
export const memberInPerson: Clause = { kind: 'member', through: 'OWNER', inPerson: true };
export const holder = (through: Relation = 'OWNER'): Clause => ({
  kind: 'holder',
  through,
  inPerson: false,
});
/** The holder alone: nobody does it for them (R66). */
export const holderInPerson: Clause = { kind: 'holder', through: 'OWNER', inPerson: true };
export const may = (permission: Permission, through: Relation = 'OWNER'): Clause => ({
  kind: 'permission',
  permission,
  through,
});
/** The same, but only for one value of an argument (or when that is not given). */
export const mayWhen = (permission: Permission, argument: string, value: string): Clause => ({
  kind: 'permission',
  permission,
  through: 'OWNER',
  when: { argument, value },
});
export const staff = (role: StaffRole = 'SUPPORT'): Clause => ({ kind: 'staff', role });

/** What is to be said about one type: who may have such a row at all, and who may read its guarded fields. */
export interface TypeRules {
  readonly row?: Rule;
  readonly fields: Readonly<Record<string, Rule>>;
}
