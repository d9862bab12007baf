import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { emittedFiles } from '../../src/dev/emit';
import { DecisionResolver } from '../../src/features/decision.resolver';
import { decidedMutations, writeProblems } from '../../src/graphql/write';
import { permissionProblems } from '../../src/permissions/check';
import { PERMISSION_MAP } from '../../src/permissions/map';
import type { PermissionMap } from '../../src/permissions/permission-map';
import { canResell, isAnybody, whenArgument } from '../../src/permissions/rules';

const ROOT = join(__dirname, '../..');
const emitted = emittedFiles();
const schema = buildSchema(emitted['schema/schema.graphql'] as string);

function* descriptions(of: GraphQLSchema): Generator<[string, string | null | undefined]> {
  for (const type of Object.values(of.getTypeMap())) {
    if (
      type.name.startsWith('__') ||
      ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)
    )
      continue;
    if (!['Query', 'Mutation'].includes(type.name)) yield [type.name, type.description];
    if (isEnumType(type))
      for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(
        type.getFields(),
      )) {
        yield [`${type.name}.${field.name}`, field.description];
        if ('args' in field)
          for (const arg of field.args)
            yield [`${type.name}.${field.name}(${arg.name})`, arg.description];
      }
  }
}

/** The schema with more in it, as if somebody had added a field and forgotten the map. */
const withMore = (more: string): GraphQLSchema =>
  buildSchema(`${emitted['schema/schema.graphql']}\n${more}`);

/** The map with more rules in it. */
const withRules = (type: string, more: PermissionMap['fields'][string]): PermissionMap => ({
  ...PERMISSION_MAP,
  fields: { ...PERMISSION_MAP.fields, [type]: { ...PERMISSION_MAP.fields[type], ...more } },
});

describe('the schema', () => {
  it.each(Object.keys(emitted))('%s is what the code prints', (path) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(emitted[path]);
  });

  it('says of every field of an input of a mutation what leaving it out and what null means', () => {
    const said = /(^| )Left out: [^.]+\. (Null: [^.]+\.|Null is refused\.)$/;
    const inputs = new Set<GraphQLInputObjectType>();
    const gather = (type: GraphQLType): void => {
      const named = getNamedType(type);
      if (!isInputObjectType(named) || inputs.has(named)) return;
      inputs.add(named);
      for (const field of Object.values(named.getFields())) gather(field.type);
    };
    for (const { args } of Object.values(schema.getMutationType()?.getFields() ?? {}))
      for (const { type } of args) gather(type);
    const unsaid: string[] = [];
    let optional = 0;
    for (const input of inputs)
      for (const field of Object.values(input.getFields())) {
        if (isNonNullType(field.type)) continue;
        optional++;
        if (!said.test(field.description ?? '')) unsaid.push(`${input.name}.${field.name}`);
      }
    expect(unsaid).toEqual([]);
    expect(optional).toBeGreaterThan(100);
  });

  it('describes every type, field, argument and value for whoever builds on it', () => {
    const all = [...descriptions(schema)];
    expect(all.length).toBeGreaterThan(250);
    expect(
      all.filter(([, description]) => !description || description.length < 4).map(([name]) => name),
    ).toEqual([]);
  });

  it('mutations take one input and give one nullable payload with userErrors', () => {
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(fields.length).toBeGreaterThan(0);
    for (const { name, args, type } of fields) {
      expect(args.map((arg) => arg.name)).toEqual(['input']);
      const payload = getNamedType(type);
      const title = name[0]?.toUpperCase() + name.slice(1);
      expect([String(args[0]?.type), payload.name]).toEqual([`${title}Input!`, `${title}Payload`]);
      // Nullable, so that an error in one mutation does not throw away the answers of the others.
      expect(isNonNullType(type)).toBe(false);
      expect(isObjectType(payload) && String(payload.getFields()['userErrors']?.type)).toBe(
        '[UserError!]!',
      );
    }
  });

  it('every mutation goes through the pipeline, and one that does not stops the start', () => {
    expect(writeProblems(schema)).toEqual([]);
    const planted = withMore(
      'extend type Mutation { deleteEverything(input: String): String @public }',
    );
    expect(writeProblems(planted)).toEqual([
      'Mutation.deleteEverything goes round the pipeline: declare it with @Write',
    ]);
  });

  it('a mutation that says dryRun has effects, and the other way round', () => {
    const silent = buildSchema(
      (emitted['schema/schema.graphql'] as string).replace(
        /(type AddContactPayload \{[^}]*?)effects: \[Effect!\]/,
        '$1was: [Effect!]',
      ),
    );
    expect(writeProblems(silent)).toEqual([
      'Mutation.addContact and AddContactPayload.effects disagree on dry runs',
    ]);
  });

  it('a mutation is not judged by arguments, for it has but its input', () => {
    const map = withRules('Mutation', {
      addContact: whenArgument('relation', 'RESOLD', canResell()),
    });
    expect(permissionProblems(schema, map)).toEqual([
      'Mutation.addContact is judged by an argument, and a mutation has but its input',
    ]);
  });

  it('a mutation that a state can forbid has a decider, or nothing starts', () => {
    const decided = decidedMutations().sort();
    expect(decided).toEqual(expect.arrayContaining(['acceptInvitation', 'activateLicense']));
    expect(() => new DecisionResolver({ activateLicense: () => null })).toThrow(
      `Deciders are for ${decided.join(', ')}; given are those of activateLicense`,
    );
  });

  it('agrees with the permission map', () => {
    expect(permissionProblems(schema, PERMISSION_MAP)).toEqual([]);
  });

  it.each([
    [
      'a root field without a rule',
      'extend type Query { leak: Int }',
      'Query.leak is a root field without a rule',
    ],
    [
      'a mutation without a rule',
      'extend type Mutation { leak: Int }',
      'Mutation.leak is a root field without a rule',
    ],
    [
      'money without a rule',
      'extend type Lease { deposit: Money }',
      'Lease.deposit shows money or people without a rule',
    ],
    [
      'a key without a rule',
      'extend type Activation { key: String }',
      'Activation.key shows a key, a person or a secret without a rule',
    ],
    [
      'a secret in a payload without a rule',
      'extend type SignOutPayload { token: String }',
      'SignOutPayload.token shows a key, a person or a secret without a rule',
    ],
    [
      'people without a rule',
      'extend type Invoice { payer: User }',
      'Invoice.payer shows money or people without a rule',
    ],
    [
      'a way to guarded rows without a rule',
      'extend type Product { leases: LeaseConnection }',
      'Product.leases leads to LeaseConnection without a rule',
    ],
    [
      'a node without a rule for its rows',
      'type Ticket implements Node { id: ID! }',
      'Ticket is a node without a rule for its rows',
    ],
  ])('%s does not start', (_what, more, problem) => {
    expect(permissionProblems(withMore(more), PERMISSION_MAP)).toEqual([problem]);
  });

  it('a rule for what is not there, and a permission that opens nothing, do not start', () => {
    const { fields, rows } = withRules('Query', { ghost: isAnybody });
    const extra = {
      fields: { ...fields, Ghost: {} },
      rows: { ...rows, Phantom: isAnybody },
    };
    expect(permissionProblems(schema, extra)).toEqual([
      'The map names Phantom, which is no type',
      'The map names Query.ghost, which is no field',
      'The map names Ghost, which is no type',
    ]);
    const only = { fields: { Query: { viewer: canResell() } }, rows: {} };
    expect(permissionProblems(schema, only)).toContain('The permission PAY_INVOICES opens nothing');
  });
});
