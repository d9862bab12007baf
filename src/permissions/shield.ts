import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { allow, rule, shield, type IRules } from 'graphql-shield';
import type { Actor } from '../domain/access/actor';
import type { RowGrants } from '../domain/access/row-grants';
import { AccessDenied } from './access-denied';
import { DEMO_ONLY } from './check';
import { judge, type Arguments } from './authorize';
import type { Rule } from './rule';
import { PERMISSION_TABLE } from './table';

interface WithActor {
  readonly actor: Actor;
  readonly writes: Targets;
}
/** Knows the row that a mutation is about: the caller's rights on it, or null when it is none of theirs. */
interface Targets {
  grantsOfTarget(mutation: string, input: unknown, context: unknown): Promise<RowGrants | null>;
}
interface WithGrants {
  readonly grants?: RowGrants;
}

const ROOTS = new Set(['Query', 'Mutation']);
/** Types whose rows carry no grants because there is only one: who asks. */
const ABOUT_THE_ACTOR = new Set(['Viewer']);

const looksAtArguments = (one: Rule): boolean =>
  one.some((clause) => clause.kind === 'permission' && clause.when !== undefined);

const isPublic = (one: Rule): boolean => one.some((clause) => clause.kind === 'public');

type Resolver = GraphQLFieldResolver<WithGrants | undefined, WithActor, Arguments>;
/** What graphql-shield makes of a rule: asks it, then calls the resolver or refuses. */
type Guard = (resolve: Resolver, ...call: Parameters<Resolver>) => Promise<unknown>;

/** Rights that a rule let in, with whose they are: the same rights of the same actor are let in again. */
type LetIn = WeakMap<RowGrants, Actor>;

/**
 * A mutation is let in when the actor may use it on any account; the pipeline then asks the row itself.
 * Who may on none is judged by the row: it may be about their own person, and it knows what is missing
 * and who can grant it (R63).
 */
const mutationRule = (field: string, one: Rule) =>
  rule(`Mutation.${field}`, { cache: 'no_cache' })(
    async (_parent: unknown, args: Arguments, context: WithActor) => {
      const anywhere = judge(one, context.actor, null, args, 'WRITE');
      if (anywhere === null) return true;
      if (anywhere.code !== 'FORBIDDEN') return new AccessDenied(anywhere);
      const grants = await context.writes.grantsOfTarget(field, args['input'], context);
      // What is not there, for whoever asks about their own, is the pipeline's to say.
      const here =
        grants !== null
          ? judge(one, context.actor, grants, args, 'WRITE')
          : one.some(({ kind }) => kind === 'self')
            ? null
            : anywhere;
      return here === null ? true : new AccessDenied(here);
    },
  );

function shieldRule(type: string, field: string, one: Rule, letIn: LetIn) {
  const onRow = !ROOTS.has(type) && !ABOUT_THE_ACTOR.has(type);
  return rule(`${type}.${field}`, { cache: 'no_cache' })(
    (parent: WithGrants | undefined, args: Arguments, { actor }: WithActor) => {
      const grants = onRow ? parent?.grants : null;
      // A row without grants means a repository forgot them: closed, and loud.
      if (grants === undefined)
        return new Error(`${type}.${field} was read from a row without grants`);
      const denied = judge(one, actor, grants, args);
      if (denied !== null) return new AccessDenied(denied);
      if (grants !== null && !looksAtArguments(one)) letIn.set(grants, actor);
      return true;
    },
  );
}

function hasField(schema: GraphQLSchema, name: string, field: string): boolean {
  const type = schema.getType(name);
  return isObjectType(type) && field in type.getFields();
}

/** Rules of the fields that lead to each type, by its name; undefined for a field without one. */
function doorsOf(schema: GraphQLSchema): Map<string, (Rule | undefined)[]> {
  const doors = new Map<string, (Rule | undefined)[]>();
  for (const from of Object.values(schema.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(from.getFields())) {
      const { name } = getNamedType(field.type);
      const others = doors.get(name) ?? [];
      doors.set(name, [...others, PERMISSION_TABLE[from.name]?.fields[field.name]]);
    }
  return doors;
}

/**
 * A type that is no node, and that one rule alone leads to, was asked at the door: its rows come from
 * the very row that the door was judged by, and asking them the same again would say the same.
 */
function askedAtTheDoor(
  schema: GraphQLSchema,
  name: string,
  one: Rule,
  doors: readonly (Rule | undefined)[] = [],
): boolean {
  const type = schema.getType(name);
  if (ROOTS.has(name) || !isObjectType(type) || type.getInterfaces().length > 0) return false;
  return doors.length > 0 && doors.every((door) => door === one);
}

/**
 * Asks the rule once for all rows on which an actor has the same rights: a rule that looks at nothing
 * but the rights and the actor says the same of each. Only a yes is kept, and only as long as the
 * rights, which live as long as the request.
 */
const guarded =
  (resolve: Resolver, guard: Guard, letIn: LetIn): Resolver =>
  (parent, args, context, info) =>
    parent?.grants !== undefined && letIn.get(parent.grants) === context.actor
      ? resolve(parent, args, context, info)
      : guard(resolve, parent, args, context, info);

/**
 * Puts graphql-shield before every field that has a rule, and before no other: wrapping each scalar
 * with an "allow" costs more than executing it. That no field lacks its rule is checked at the start.
 */
export function withShield(schema: GraphQLSchema): GraphQLSchema {
  const rules: Record<string, Record<string, ReturnType<typeof shieldRule>>> = {};
  const letIn = new Map<string, LetIn>();
  const doors = doorsOf(schema);
  for (const [type, { fields }] of Object.entries(PERMISSION_TABLE)) {
    for (const [field, one] of Object.entries(fields)) {
      // What the check at the start lets be missing is there in the demo alone.
      if (DEMO_ONLY.has(`${type}.${field}`) && !hasField(schema, type, field)) continue;
      if (isPublic(one) || askedAtTheDoor(schema, type, one, doors.get(type))) continue;
      const known: LetIn = new WeakMap();
      letIn.set(`${type}.${field}`, known);
      (rules[type] ??= {})[field] =
        type === 'Mutation' ? mutationRule(field, one) : shieldRule(type, field, one, known);
    }
  }
  const generated = shield(rules as IRules, {
    fallbackRule: allow,
    fallbackError: new AccessDenied({
      code: 'FORBIDDEN',
      missingPermission: null,
      grantableBy: null,
    }),
    allowExternalErrors: true,
  }) as unknown as { generate(schema: GraphQLSchema): Record<string, Record<string, Guard>> };
  const guards = generated.generate(schema);
  for (const [type, fields] of Object.entries(rules)) {
    const known = (schema.getType(type) as GraphQLObjectType).getFields();
    for (const name of Object.keys(fields)) {
      const field = known[name];
      const guard = guards[type]?.[name];
      const passed = letIn.get(`${type}.${name}`);
      if (field === undefined || guard === undefined || passed === undefined)
        throw new Error(`graphql-shield has nothing for ${type}.${name}`);
      field.resolve = guarded(field.resolve ?? defaultFieldResolver, guard, passed) as NonNullable<
        typeof field.resolve
      >;
    }
  }
  return schema;
}
