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
import { PERMISSIONS, StaffRole } from '../domain/people/permission';
import { RELATIONS } from '../domain/people/row-grants';
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
  CUSTOMER: 'The account that uses the license.',
  SELLER: 'The reseller that sold the license.',
  PROVIDER: 'The lease provider of the license.',
};

const relationEnum = new GraphQLEnumType({
  name: 'Relation',
  description: 'Account related to an object, whose members a directive refers to.',
  values: Object.fromEntries(
    RELATIONS.map((name) => [name, { description: RELATION_WORDS[name] ?? null }]),
  ),
});

const throughArgument = {
  through: {
    type: new GraphQLNonNull(relationEnum),
    defaultValue: 'OWNER',
    description: 'Which of the accounts related to the object is meant.',
  },
};

/** What stands at each of them: somebody may see several on one field. */
const anyOf = (who: string): string =>
  `${who} When several of these directives are on one field, any one of them is sufficient.`;

/** The directives that say who may use a field. Where several stand on one field, any of them is enough. */
function definitions(schema: GraphQLSchema): GraphQLDirective[] {
  const permission = enumOf(
    schema,
    'Permission',
    PERMISSIONS,
    'Permission that a holder can grant.',
  );
  const role = enumOf(schema, 'StaffRole', Object.keys(StaffRole), 'Roles of the staff.');
  return [
    new GraphQLDirective({
      name: 'public',
      description: anyOf('Open to everybody, signed in or not.'),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'signedIn',
      description: anyOf('Open to everybody who is signed in. Visible data depend on the account.'),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'session',
      description: anyOf(
        'Open to everybody who is signed in, even with a one-time password that has to be changed.',
      ),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'apiToken',
      description: anyOf("Open to a partner's back end, by its API token."),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'self',
      description: anyOf('Open to the person that the object is about.'),
      locations: LOCATIONS,
    }),
    new GraphQLDirective({
      name: 'member',
      description: anyOf('Open to the holder and every authorized login of the account.'),
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        ...throughArgument,
        inPerson: {
          type: new GraphQLNonNull(GraphQLBoolean),
          defaultValue: false,
          description: 'Whether API tokens and staff impersonating the account are excluded.',
        },
      },
    }),
    new GraphQLDirective({
      name: 'holder',
      description: anyOf(
        'Open to the holder of the account, with or without partner capabilities.',
      ),
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        ...throughArgument,
        inPerson: {
          type: new GraphQLNonNull(GraphQLBoolean),
          defaultValue: false,
          description: 'Whether staff impersonating the holder are excluded.',
        },
      },
    }),
    new GraphQLDirective({
      name: 'requiresPermission',
      description: anyOf(
        'Open to people with this permission on the account. Its holder has every permission that the account can have.',
      ),
      locations: LOCATIONS,
      isRepeatable: true,
      args: {
        permission: {
          type: new GraphQLNonNull(permission),
          description: 'The required permission.',
        },
        ...throughArgument,
        whenArgument: {
          type: GraphQLString,
          description:
            'The directive applies only while this argument of the field is `is`, or omitted. Null: it always applies.',
        },
        is: {
          type: GraphQLString,
          description: 'The value of `whenArgument`; null when that is null.',
        },
      },
    }),
    new GraphQLDirective({
      name: 'staff',
      description: anyOf("Open to the vendor's staff of this role or a higher one."),
      locations: LOCATIONS,
      args: {
        role: { type: new GraphQLNonNull(role), description: 'The lowest sufficient role.' },
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
