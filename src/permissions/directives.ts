import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { PERMISSIONS, StaffRole } from '../domain/access/permission';
import { RELATIONS } from '../domain/access/row-grants';
import type { Clause } from './clause';
import { PERMISSION_MAP } from './map';
import { clausesOf, type PermissionRule } from './rules';

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

/** What stands at each of them: somebody may see several on one field. */
const anyOf = (who: string): string =>
  `${who} Where several of these directives stand together, any one is enough.`;

/** The directives that say who may use a field. Where several stand on one field, any of them is enough. */
function definitions(schema: GraphQLSchema): GraphQLDirective[] {
  const permission = enumOf(schema, 'Permission', PERMISSIONS, 'What a holder can grant.');
  const role = enumOf(schema, 'StaffRole', Object.keys(StaffRole), 'Roles of the staff.');
  return [
    new GraphQLDirective({
      name: 'public',
      description: anyOf('Everybody, signed in or not.'),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'signedIn',
      description: anyOf('Everybody who is signed in; what they see depends on the account.'),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'session',
      description: anyOf(
        'Everybody who is signed in, even with a one-time password that has to be changed.',
      ),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'apiToken',
      description: anyOf("A partner's back end, by its token."),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'self',
      description: anyOf('The person whom the object is about.'),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'member',
      description: anyOf('The holder and every authorized login of the account.'),
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        ...throughArgument,
        inPerson: {
          type: new GraphQLNonNull(GraphQLBoolean),
          defaultValue: false,
          description:
            'Neither by an API token, nor by a member of the staff who acts for the account.',
        },
      },
    }),
    new GraphQLDirective({
      name: 'holder',
      description: anyOf('The holder of the account, whatever its partner capabilities.'),
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        ...throughArgument,
        inPerson: {
          type: new GraphQLNonNull(GraphQLBoolean),
          defaultValue: false,
          description: 'Not by a member of the staff who acts for the holder.',
        },
      },
    }),
    new GraphQLDirective({
      name: 'requiresPermission',
      description: anyOf(
        'Who holds this permission on the account; its holder has all that the account can have.',
      ),
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        permission: {
          type: new GraphQLNonNull(permission),
          description: 'The permission that opens the field.',
        },
        ...throughArgument,
        whenArgument: {
          type: GraphQLString,
          description:
            'Counts only while this argument of the field is `is`, or left out. Null: counts always.',
        },
        is: {
          type: GraphQLString,
          description: 'The value of `whenArgument`. Null where that is null.',
        },
      },
    }),
    new GraphQLDirective({
      name: 'staff',
      description: anyOf("The vendor's own people of this role or a higher one."),
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
      return [
        'requiresPermission',
        {
          permission: clause.permission,
          through: clause.through,
          ...(clause.when && { whenArgument: clause.when.argument, is: clause.when.value }),
        },
      ];
    case 'staff':
      return ['staff', { role: clause.role }];
  }
}

function shown(rule: PermissionRule): Shown {
  const directives: Shown = {};
  for (const [name, args] of clausesOf(rule).map(show)) (directives[name] ??= []).push(args);
  return directives;
}

/**
 * A copy of the schema that shows the permission map as directives on its types and fields, and knows
 * `more` directives.
 */
export function withDirectives(
  schema: GraphQLSchema,
  more: readonly GraphQLDirective[] = [],
): GraphQLSchema {
  const mapped = mapSchema(schema, {
    [MapperKind.OBJECT_TYPE]: (type) => {
      const rule = PERMISSION_MAP.rows[type.name];
      if (rule) type.extensions = { ...type.extensions, directives: shown(rule) };
      return type;
    },
    [MapperKind.OBJECT_FIELD]: (config, field, type) => {
      const rule = PERMISSION_MAP.fields[type]?.[field];
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
