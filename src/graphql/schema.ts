import {
  assertValidSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLSchema,
} from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import type { Answering } from './answering';
import { callDirectly } from './direct-resolvers';
import type { NodeRow } from './node';

// Any class may be a resolver; the container knows how each is made.
type ResolverClass = new (...args: never[]) => object;

/** Builds the bare schema of resolver objects that were made by hand. @throws when it is not valid. */
export function buildSchemaOf(answering: Answering): GraphQLSchema {
  const classes = [...answering.classes] as unknown as NonEmptyArray<ResolverClass>;
  const schema = buildSchemaSync({
    resolvers: classes,
    container: {
      // Objects of a type's own class (connections) are made by the resolver above them, not by us.
      get: (someClass: new () => object) => answering.of(someClass) ?? new someClass(),
    },
    validate: false,
    // It would ask the whole schema of itself to learn what `assertValidSchema` says at once.
    skipCheck: true,
  });
  assertValidSchema(schema);
  return callDirectly(schema, answering);
}

/**
 * Last touches, once everything that wraps resolvers has done so: ids are written in one place, and
 * only when asked for; abstract types are resolved synchronously by the row's `__typename`
 * (TypeGraphQL's own is asynchronous, and the executor takes no promise of a type).
 */
export function finishSchema(schema: GraphQLSchema, answering: Answering): GraphQLSchema {
  const node = schema.getType('Node');
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type))
      type.resolveType = (row: { readonly __typename: string }) => row.__typename;
    if (!isObjectType(type)) continue;
    type.isTypeOf = null;
    if (!isInterfaceType(node) || !type.getInterfaces().includes(node)) continue;
    const id = type.getFields()['id'];
    if (id) id.resolve = (row: NodeRow) => answering.ids.encode(type.name, row.pk);
  }
  return schema;
}
