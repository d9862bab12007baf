import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLNonNull,
  GraphQLSchema,
} from 'graphql';
import { PERMISSIONS, StaffRole } from '../domain/access/permission';
import { RELATIONS } from '../domain/access/row-grants';
import type { Clause, Rule } from './rule';
import { PERMISSION_TABLE } from './table';

const LOCATIONS = [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT];

const enumOf = (
  schema: GraphQLSchema,
  name: string,
  values: readonly string[],
  description: string,
) =>
  (schema.getType(name) as GraphQLEnumType | undefined) ??
  new GraphQLEnumType({
    name,
    description,
    values: Object.fromEntries(values.map((value) => [value, {}])),
  });

const RELATION_WORDS: Readonly<Record<string, string>> = {
  OWNER: 'The account that the object belongs to.',
  CUSTOMER: 'The account that runs the license.',
  SELLER: 'The reseller that sold the license.',
  PROVIDER: 'The lease provider that leases the license out.',
};

const relationEnum = new GraphQLEnumType({
  name: 'Relation',
  description: 'Which of the accounts tied to an object a directive speaks of.',
  values: Object.fromEntries(
    RELATIONS.map((name) => [name, { description: RELATION_WORDS[name] ?? null }]),
  ),
});

const throughArgument = {
  through: {
    type: new GraphQLNonNull(relationEnum),
    defaultValue: 'OWNER',
    description: 'By which of the accounts tied to the object.',
  },
};

/** The directives that say who may use a field. Where several stand on one field, any of them is enough. */
function definitions(schema: GraphQLSchema): GraphQLDirective[] {
  const permission = enumOf(schema, 'Permission', PERMISSIONS, 'What a holder can grant.');
  const role = enumOf(schema, 'StaffRole', Object.keys(StaffRole), 'Roles of the staff.');
  return [
    new GraphQLDirective({
      name: 'public',
      description: 'Everybody, signed in or not.',
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'signedIn',
      description: 'Everybody who is signed in; what they see depends on the account.',
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'session',
      description:
        'Everybody who is signed in, even with a one-time password that has to be changed (R32).',
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'apiToken',
      description: "A partner's back end, by its token (R59).",
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'self',
      description: 'The person whom the object is about.',
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'member',
      description: 'The holder and every authorized login of the account.',
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        ...throughArgument,
        inPerson: {
          type: new GraphQLNonNull(GraphQLBoolean),
          defaultValue: false,
          description:
            'Neither by an API token (R59), nor by a member of the staff who acts for the account (R66).',
        },
      },
    }),
    new GraphQLDirective({
      name: 'holder',
      description: 'The holder of the account, whatever its partner capabilities.',
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        ...throughArgument,
        inPerson: {
          type: new GraphQLNonNull(GraphQLBoolean),
          defaultValue: false,
          description: 'Not by a member of the staff who acts for the holder (R66).',
        },
      },
    }),
    new GraphQLDirective({
      name: 'requiresPermission',
      description:
        'Who holds this permission on the account; its holder has all that the account can have.',
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        permission: {
          type: new GraphQLNonNull(permission),
          description: 'The permission that opens the field.',
        },
        ...throughArgument,
      },
    }),
    new GraphQLDirective({
      name: 'staff',
      description: "The vendor's own people of this role or a higher one.",
      locations: LOCATIONS,
      args: {
        role: { type: new GraphQLNonNull(role), description: 'The lowest role that is enough.' },
      },
    }),
  ];
}

type Shown = Record<string, Record<string, unknown>[]>;

function show(clause: Clause): [string, Record<string, unknown>] {
  switch (clause.kind) {
    case 'public':
    case 'session':
    case 'signedIn':
    case 'self':
      return [clause.kind, {}];
    case 'token':
      return ['apiToken', {}];
    case 'member':
    case 'holder':
      return [clause.kind, { through: clause.through, inPerson: clause.inPerson }];
    case 'permission':
      return ['requiresPermission', { permission: clause.permission, through: clause.through }];
    case 'staff':
      return ['staff', { role: clause.role }];
  }
}

function shown(rule: Rule): Shown {
  const directives: Shown = {};
  for (const [name, args] of rule.map(show)) (directives[name] ??= []).push(args);
  return directives;
}

/**
 * A copy of the schema that shows the permission table as directives on its types and fields, and knows
 * `more` directives.
 */
export function withDirectives(
  schema: GraphQLSchema,
  more: readonly GraphQLDirective[] = [],
): GraphQLSchema {
  const mapped = mapSchema(schema, {
    [MapperKind.OBJECT_TYPE]: (type) => {
      const rule = PERMISSION_TABLE[type.name]?.row;
      if (rule) type.extensions = { ...type.extensions, directives: shown(rule) };
      return type;
    },
    [MapperKind.OBJECT_FIELD]: (config, field, type) => {
      const rule = PERMISSION_TABLE[type]?.fields[field];
      return rule
        ? { ...config, extensions: { ...config.extensions, directives: shown(rule) } }
        : config;
    },
  });
  const config = mapped.toConfig();
  return new GraphQLSchema({
    ...config,
    directives: [...config.directives, ...definitions(mapped), ...more],
  });
}
