import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import { applyMiddleware, type IMiddlewareFunction } from 'graphql-middleware';
import { allow, rule, shield, type IRules } from 'graphql-shield';
import type { Actor } from '../domain/access/actor';
import type { RowGrants } from '../domain/access/row-grants';
import { AccessDenied } from './access-denied';
import { judge, type Arguments } from './authorize';
import type { Rule } from './rule';
import { PERMISSION_TABLE } from './table';

interface WithActor {
  readonly actor: Actor;
}
interface WithGrants {
  readonly grants?: RowGrants;
}

const ROOTS = new Set(['Query', 'Mutation']);
/** Types whose rows carry no grants because there is only one: who asks. */
const ABOUT_THE_ACTOR = new Set(['Viewer']);

const isPublic = (one: Rule): boolean => one.some((clause) => clause.kind === 'public');

function shieldRule(type: string, field: string, one: Rule) {
  const onRow = !ROOTS.has(type) && !ABOUT_THE_ACTOR.has(type);
  return rule(`${type}.${field}`, { cache: 'no_cache' })(
    (parent: WithGrants | undefined, args: Arguments, { actor }: WithActor) => {
      const grants = onRow ? parent?.grants : null;
      // A row without grants means a repository forgot them: closed, and loud.
      if (grants === undefined)
        return new Error(`${type}.${field} was read from a row without grants`);
      const denied = judge(one, actor, grants, args);
      return denied === null ? true : new AccessDenied(denied);
    },
  );
}

/**
 * A type that is no node, and that one rule alone leads to, was asked at the door: its rows come from
 * the very row that the door was judged by, and asking them the same again would say the same.
 */
function askedAtTheDoor(schema: GraphQLSchema, name: string, one: Rule): boolean {
  const type = schema.getType(name);
  if (ROOTS.has(name) || !isObjectType(type) || type.getInterfaces().length > 0) return false;
  const doors = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((from) =>
      Object.values(from.getFields())
        .filter((field) => getNamedType(field.type) === type)
        .map((field) => PERMISSION_TABLE[from.name]?.fields[field.name]),
    );
  return doors.length > 0 && doors.every((door) => door === one);
}

type FieldMap = Record<string, Record<string, IMiddlewareFunction>>;

/**
 * Puts graphql-shield before every field that has a rule, and before no other: wrapping each scalar
 * with an "allow" costs more than executing it. That no field lacks its rule is checked at the start.
 */
export function withShield(schema: GraphQLSchema): GraphQLSchema {
  const rules: Record<string, Record<string, ReturnType<typeof shieldRule>>> = {};
  for (const [type, { fields }] of Object.entries(PERMISSION_TABLE)) {
    for (const [field, one] of Object.entries(fields)) {
      if (isPublic(one) || askedAtTheDoor(schema, type, one)) continue;
      (rules[type] ??= {})[field] = shieldRule(type, field, one);
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
  }) as unknown as { generate(schema: GraphQLSchema): FieldMap };
  const whole = generated.generate(schema);
  const kept: FieldMap = {};
  for (const [type, fields] of Object.entries(rules)) {
    kept[type] = {};
    for (const field of Object.keys(fields)) {
      const middleware = whole[type]?.[field];
      if (middleware === undefined)
        throw new Error(`graphql-shield has nothing for ${type}.${field}`);
      kept[type][field] = middleware;
    }
  }
  return applyMiddleware(schema, kept);
}
