import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { allow, deny, shield } from 'graphql-shield';
import { AccessDenied } from './access-denied';
import { judge, type Denial } from './authorize';
import { DEMO_ONLY } from './check';
import type { Arguments } from './clause';
import { PERMISSION_MAP } from './map';
import type { PermissionMap } from './permission-map';
import {
  clausesOf,
  isAnybody,
  isOfNoRow,
  letInTo,
  ROOTS,
  type LetIn,
  type PermissionRule,
  type RuleContext,
  type WithGrants,
} from './rules';

type Resolver = GraphQLFieldResolver<WithGrants | undefined, RuleContext, Arguments>;
type Rules = Record<string, Record<string, PermissionRule>>;

const NOBODY: Denial = { code: 'FORBIDDEN', missingPermission: null, grantableBy: null };

/** Why every rule of a field said no, as far as the caller may know (R63). */
async function refusal(
  map: PermissionMap,
  parent: WithGrants | undefined,
  args: Arguments,
  context: RuleContext,
  { parentType: { name: type }, fieldName }: GraphQLResolveInfo,
): Promise<AccessDenied> {
  const rule = map.fields[type]?.[fieldName];
  if (rule === undefined) return new AccessDenied(NOBODY);
  const clauses = clausesOf(rule);
  const { actor } = context;
  if (type !== 'Mutation') {
    const row = isOfNoRow(type) ? null : (parent?.grants ?? null);
    return new AccessDenied(judge(clauses, actor, row, args) ?? NOBODY);
  }
  const anywhere = judge(clauses, actor, null, args, 'WRITE') ?? NOBODY;
  if (anywhere.code !== 'FORBIDDEN') return new AccessDenied(anywhere);
  // The row knows what is missing, and who can grant it.
  const row = await context.writes.grantsOfTarget(fieldName, args['input'], context);
  return new AccessDenied(
    row === null ? anywhere : (judge(clauses, actor, row, args, 'WRITE') ?? NOBODY),
  );
}

function hasField(schema: GraphQLSchema, name: string, field: string): boolean {
  const type = schema.getType(name);
  return isObjectType(type) && field in type.getFields();
}

/** Rules of the fields that lead to each type, by its name; undefined for a field without one. */
function doorsOf(
  schema: GraphQLSchema,
  map: PermissionMap,
): Map<string, (PermissionRule | undefined)[]> {
  const doors = new Map<string, (PermissionRule | undefined)[]>();
  for (const from of Object.values(schema.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(from.getFields())) {
      const { name } = getNamedType(field.type);
      const others = doors.get(name) ?? [];
      doors.set(name, [...others, map.fields[from.name]?.[field.name]]);
    }
  return doors;
}

/**
 * A type that is no node, and that one rule alone leads to, was asked at the door: its rows come from
 * the very row that the door was judged by, and asking them the same again would say the same.
 */
function coveredByParentRule(
  schema: GraphQLSchema,
  name: string,
  one: PermissionRule,
  doors: readonly (PermissionRule | undefined)[] = [],
): boolean {
  const type = schema.getType(name);
  if (ROOTS.has(name) || !isObjectType(type) || type.getInterfaces().length > 0) return false;
  return doors.length > 0 && doors.every((door) => door === one);
}

/** The rules that are asked, by type and field: all of the map but those that say what was said already. */
function askedRules(schema: GraphQLSchema, map: PermissionMap): Rules {
  const doors = doorsOf(schema, map);
  const asked: Rules = {};
  for (const [type, fields] of Object.entries(map.fields))
    for (const [field, one] of Object.entries(fields)) {
      // What the check at the start lets be missing is there in the demo alone.
      if (DEMO_ONLY.has(`${type}.${field}`) && !hasField(schema, type, field)) continue;
      if (coveredByParentRule(schema, type, one, doors.get(type))) continue;
      if (one !== isAnybody || ROOTS.has(type)) (asked[type] ??= {})[field] = one;
    }
  return asked;
}

const looksAtArguments = (one: PermissionRule): boolean =>
  clausesOf(one).some((clause) => clause.kind === 'permission' && clause.when !== undefined);

/** A field behind its rule, and without it where the rule said yes before, of the same rights. */
const skipping =
  (letIn: LetIn, open: Resolver, guarded: Resolver): Resolver =>
  (parent, args, context, info) =>
    parent?.grants !== undefined && letIn.has(parent.grants, context.actor)
      ? open(parent, args, context, info)
      : guarded(parent, args, context, info);

function* fieldsOf(schema: GraphQLSchema): Generator<[string, GraphQLField<unknown, unknown>]> {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields())) yield [type.name, field];
}

/**
 * Puts graphql-shield before the fields of a schema. A field of Query or Mutation without a rule is refused to
 * everybody. Of other types the fields without a rule are left as they were: wrapping each scalar with an "allow"
 * costs more than executing it, and that no field lacks its rule is checked at the start.
 */
export function withShield(schema: GraphQLSchema, map = PERMISSION_MAP): GraphQLSchema {
  const asked = askedRules(schema, map);
  const before = new Map<string, Resolver | undefined>();
  for (const [type, field] of fieldsOf(schema))
    before.set(`${type}.${field.name}`, field.resolve as Resolver | undefined);
  const shielded = applyMiddleware(
    schema,
    shield(
      {
        ...asked,
        Query: { '*': deny, ...asked['Query'] },
        Mutation: { '*': deny, ...asked['Mutation'] },
      },
      {
        fallbackRule: allow,
        fallbackError: (_error, parent, args, context, info) =>
          refusal(map, parent, args as Arguments, context as never, info),
        allowExternalErrors: true,
        debug: false,
        hashFunction: () => '',
      },
    ),
  );
  for (const [type, field] of fieldsOf(shielded)) {
    const rule = asked[type]?.[field.name];
    const open = before.get(`${type}.${field.name}`);
    if (rule === isAnybody || (rule === undefined && !ROOTS.has(type)))
      Object.assign(field, { resolve: open });
    else if (rule !== undefined && !isOfNoRow(type) && !looksAtArguments(rule))
      field.resolve = skipping(
        letInTo(type, field.name),
        open ?? defaultFieldResolver,
        field.resolve as Resolver,
      ) as never;
  }
  return shielded;
}
