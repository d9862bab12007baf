import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { PERMISSIONS } from '../domain/people/permission';
import type { PermissionMap } from './permission-map';
import { clausesOf, type PermissionRule } from './rules';

/** Types that are money, people or secrets themselves. */
const SENSITIVE_TYPES = new Set([
  'Money',
  'User',
  'Membership',
  'Contact',
  'Customer',
  'Seller',
  'PaymentMethod',
  'LeaseCharge',
]);
/** Names of scalars that show a key, a person or a secret. */
const SENSITIVE_NAMES =
  /^(key|email|fullName|firstName|lastName|customerEmail|address|vatNumber|last4|token|secret|password)$/;
/** What merely carries rows on from a guarded field: a page and its edges. */
const CARRIER = /(Connection|Edge)$/;
/** What a mutation gives back, or one of several things that it did: its rows are the mutation's business, a secret in it is not. */
const PAYLOAD = /(Payload|Result)$/;

/** Fields that have their rule here and exist in the demo alone: production's schema is without them. */
export const DEMO_ONLY: ReadonlySet<string> = new Set([
  'Mutation.moveClock',
  'Mutation.playPayment',
  'Mutation.playCard',
]);

function* fieldProblems(type: GraphQLObjectType, map: PermissionMap): Generator<string> {
  const root = type.name === 'Query' || type.name === 'Mutation';
  for (const field of Object.values(type.getFields())) {
    if (map.fields[type.name]?.[field.name] !== undefined) continue;
    const name = `${type.name}.${field.name}`;
    const named = getNamedType(field.type).name;
    if (root) yield `${name} is a root field without a rule`;
    else if (CARRIER.test(type.name)) continue;
    else if (SENSITIVE_NAMES.test(field.name))
      yield `${name} shows a key, a person or a secret without a rule`;
    else if (PAYLOAD.test(type.name)) continue;
    else if (SENSITIVE_TYPES.has(named)) yield `${name} shows money or people without a rule`;
    else if (!isPublicRow(map, named)) yield `${name} leads to ${named} without a rule`;
  }
}

const isPublicRow = (map: PermissionMap, type: string): boolean => {
  const row = map.rows[type.replace(CARRIER, '')];
  return row === undefined || clausesOf(row).some((clause) => clause.kind === 'public');
};

function* mapProblems(schema: GraphQLSchema, map: PermissionMap): Generator<string> {
  for (const name of Object.keys(map.rows))
    if (!isObjectType(schema.getType(name))) yield `The map names ${name}, which is no type`;
  for (const [name, fields] of Object.entries(map.fields)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) {
      yield `The map names ${name}, which is no type`;
      continue;
    }
    for (const field of Object.keys(fields))
      if (type.getFields()[field] === undefined && !DEMO_ONLY.has(`${name}.${field}`))
        yield `The map names ${name}.${field}, which is no field`;
  }
  for (const [field, rule] of Object.entries(map.fields['Mutation'] ?? {}))
    if (clausesOf(rule).some((clause) => clause.kind === 'permission' && clause.when !== undefined))
      yield `Mutation.${field} is judged by an argument, and a mutation has but its input`;
  const used = new Set(
    [
      ...Object.values(map.rows),
      ...Object.values(map.fields).flatMap(Object.values<PermissionRule>),
    ]
      .flatMap(clausesOf)
      .flatMap((clause) => (clause.kind === 'permission' ? [clause.permission] : [])),
  );
  for (const permission of PERMISSIONS)
    if (!used.has(permission)) yield `The permission ${permission} opens nothing`;
}

/** Everything in which schema and map disagree; empty when the process may start. */
export function permissionProblems(schema: GraphQLSchema, map: PermissionMap): string[] {
  const problems = [...mapProblems(schema, map)];
  const node = schema.getType('Node');
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    problems.push(...fieldProblems(type, map));
    if (
      isInterfaceType(node) &&
      type.getInterfaces().includes(node) &&
      map.rows[type.name] === undefined
    )
      problems.push(`${type.name} is a node without a rule for its rows`);
  }
  return problems;
}

/** @throws with every problem in it, so that the process does not start half guarded. */
export function assertPermissions(schema: GraphQLSchema, map: PermissionMap): void {
  const problems = permissionProblems(schema, map);
  if (problems.length > 0)
    throw new Error(`Schema and permission map disagree:\n  ${problems.join('\n  ')}`);
}
