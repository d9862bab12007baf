import type { GraphQLResolveInfo } from 'graphql';
import { allow, or, rule } from 'graphql-shield';
import type { Actor } from '../domain/people/actor';
import type { Permission, StaffRole } from '../domain/people/permission';
import type { Relation, RowGrants } from '../domain/people/row-grants';
import { applies, opens, type Arguments, type Clause, type Clauses } from './clause';

/*
 * The rules of graphql-shield that the map is made of. Each is one way in and says yes or no; `or` joins several.
 * Why not, says `authorize`, which judges rows by the same rules without GraphQL.
 */

/** One rule, or several joined by `or`. */
export type PermissionRule =
  ReturnType<typeof rule> extends (func: never) => infer One ? One | ReturnType<typeof or> : never;

/** What rules look at in the context of a request. */
export interface RuleContext {
  readonly actor: Actor;
  readonly writes: Targets;
}
/** Knows the row that a mutation is about: the caller's rights on it, or null when it is none of theirs. */
interface Targets {
  grantsOfTarget(mutation: string, input: unknown, context: unknown): Promise<RowGrants | null>;
}
/** What rows carry along. */
export interface WithGrants {
  readonly grants?: RowGrants;
}

export const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation']);
/** Types whose rows carry no grants because there is only one: who asks. */
const ABOUT_THE_ACTOR: ReadonlySet<string> = new Set(['Viewer']);
/** Types that are judged by who asks alone. */
export const isOfNoRow = (type: string): boolean => ROOTS.has(type) || ABOUT_THE_ACTOR.has(type);

/**
 * Rights on which the rule of a field said yes, with whose they are: a rule that looks at nothing but the rights and
 * the actor says the same of every other row with the same rights. Only a yes is kept, and only as long as the rights,
 * which live as long as the request.
 */
export class LetIn {
  private readonly rights = new WeakMap<RowGrants, Actor>();

  note(rights: RowGrants, actor: Actor): void {
    this.rights.set(rights, actor);
  }

  has(rights: RowGrants, actor: Actor): boolean {
    return this.rights.get(rights) === actor;
  }
}

const letIn = new Map<string, Map<string, LetIn>>();

/** Who was let in to a field. */
export function letInTo(type: string, field: string): LetIn {
  let ofType = letIn.get(type);
  if (ofType === undefined) letIn.set(type, (ofType = new Map<string, LetIn>()));
  let ofField = ofType.get(field);
  if (ofField === undefined) ofType.set(field, (ofField = new LetIn()));
  return ofField;
}

const clauses = new WeakMap<object, Clauses>();

function named(name: string, clause: Clause): PermissionRule {
  const made = rule(name, { cache: 'no_cache' })(
    (parent: WithGrants | undefined, args: Arguments, context: RuleContext, info) =>
      ask(clause, parent, args, context, info),
  );
  clauses.set(made, [clause]);
  return made;
}

function ask(
  clause: Clause,
  parent: WithGrants | undefined,
  args: Arguments,
  context: RuleContext,
  { parentType: { name: type }, fieldName }: GraphQLResolveInfo,
): boolean | Error | Promise<boolean> {
  const { actor } = context;
  // Whoever may on any account is let in; the row that the mutation is about is asked once it is found.
  if (type === 'Mutation')
    return clause.kind === 'self'
      ? isAboutThem(fieldName, args, context)
      : opens(clause, actor, null, 'WRITE');
  const row = isOfNoRow(type) ? null : parent?.grants;
  // A row without grants means a repository forgot them: closed, and loud.
  if (row === undefined)
    return new Error(`${type}.${fieldName} was read from a row without grants`);
  const yes = opens(clause, actor, row, 'READ') && applies(clause, args);
  // At once: the field's other rows are asked before an answer that is waited for is there.
  if (yes && row !== null) letInTo(type, fieldName).note(row, actor);
  return yes;
}

/** What is not there, for whoever asks about their own, is said when the row is looked for. */
async function isAboutThem(
  mutation: string,
  args: Arguments,
  context: RuleContext,
): Promise<boolean> {
  if (context.actor.kind === 'anonymous') return false;
  const grants = await context.writes.grantsOfTarget(mutation, args['input'], context);
  return grants === null || grants.self;
}

/** The same rule for the same words. */
function remembered<Key extends string>(
  make: (word: Key) => PermissionRule,
): (word: Key) => PermissionRule {
  const made = new Map<Key, PermissionRule>();
  return (word) => {
    const one = made.get(word) ?? make(word);
    made.set(word, one);
    return one;
  };
}

/** Everybody, signed in or not. */
export const isAnybody: PermissionRule = allow;
clauses.set(isAnybody, [{ kind: 'public' }]);

/** Whoever has a session, be it with a one-time password that waits to be changed (R32). */
export const hasSession = named('hasSession', { kind: 'session' });
/** A person who is signed in. */
export const isSignedIn = named('isSignedIn', { kind: 'signedIn' });
export const isApiToken = named('isApiToken', { kind: 'token' });
/** The person whom the row is about, such as the user of a membership. */
export const isSelf = named('isSelf', { kind: 'self' });

/** Every login of the account, and its holder. */
export const isMember = named('isMember', { kind: 'member', through: 'OWNER', inPerson: false });
/** Every login and the holder, as the persons that they are (R12). */
export const isMemberInPerson = named('isMemberInPerson', {
  kind: 'member',
  through: 'OWNER',
  inPerson: true,
});

/** The holder of another account than the owner's. */
export const isHolderOf = remembered<Relation>((through) =>
  named(`isHolderOf ${through}`, { kind: 'holder', through, inPerson: false }),
);
export const isHolder = isHolderOf('OWNER');
/** The holder alone: nobody does it for them (R66). */
export const isHolderInPerson = named('isHolderInPerson', {
  kind: 'holder',
  through: 'OWNER',
  inPerson: true,
});

/** The vendor's own people of this role, or a higher one. */
export const isStaff = remembered<StaffRole>((role) =>
  named(`isStaff ${role}`, { kind: 'staff', role }),
);

/** Whoever has a permission on an account that is tied to the row; on the account itself where nothing is said. */
type OfAccount = (through?: Relation) => PermissionRule;

function whoever(name: string, permission: Permission): OfAccount {
  const of = remembered<Relation>((through) =>
    named(`${name} ${through}`, { kind: 'permission', permission, through }),
  );
  return (through = 'OWNER') => of(through);
}

export const canActivateLicenses = whoever('canActivateLicenses', 'ACTIVATE_LICENSES');
export const canMakePurchases = whoever('canMakePurchases', 'MAKE_PURCHASES');
export const canPayInvoices = whoever('canPayInvoices', 'PAY_INVOICES');
export const canResell = whoever('canResell', 'RESELLER');
export const canLeaseOut = whoever('canLeaseOut', 'LEASE_PROVIDER');

/** A rule that counts only while an argument of the field has a value, or is not given. */
export function whenArgument(
  argument: string,
  value: string,
  condition: PermissionRule,
): PermissionRule {
  const [clause, ...more] = clausesOf(condition);
  if (clause.kind !== 'permission' || more.length > 0)
    throw new Error('A rule about an argument is one about a permission');
  return named(`when ${argument} is ${value}`, { ...clause, when: { argument, value } });
}

/** What `or` makes: the package says of no rule by a public name what it is. */
const Or = or(allow).constructor;

/** The ways in of a rule. @throws for what is joined by anything but `or`: nobody could show or explain it. */
export function clausesOf(one: PermissionRule): Clauses {
  const known = clauses.get(one);
  if (known !== undefined) return known;
  if (!(one instanceof Or) || !('getRules' in one))
    throw new Error('Rules of the permission map are those of rules.ts, joined by `or`');
  const [first, ...more] = one.getRules().flatMap((part) => [...clausesOf(part as PermissionRule)]);
  if (first === undefined) throw new Error('An `or` of nothing lets nobody in');
  const made: Clauses = [first, ...more];
  clauses.set(one, made);
  return made;
}
