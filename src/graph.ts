import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { IDEMPOTENT } from './graphql/idempotency';
import type { IdCodec } from './graphql/ids';
import { buildSchemaOf, finishSchema } from './graphql/schema';
import { assertWrites } from './graphql/write';
import { assertPermissions } from './permissions/check';
import { withDirectives } from './permissions/directives';
import { withShield } from './permissions/shield';
import { PERMISSION_MAP } from './permissions/map';

/**
 * The schema as it is served: checked against the permission map, showing it as directives, and
 * guarded by it. @throws when schema and map disagree.
 */
export function guardedSchema(resolvers: readonly object[], ids: IdCodec): GraphQLSchema {
  const bare = buildSchemaOf(resolvers);
  assertPermissions(bare, PERMISSION_MAP);
  assertWrites(bare);
  return finishSchema(withShield(withDirectives(bare, [IDEMPOTENT])), ids);
}

/** `schema/schema.graphql`: the same schema as text, sorted. */
export const printGraph = (schema: GraphQLSchema): string =>
  `${printSchemaWithDirectives(lexicographicSortSchema(schema)).trim()}\n`;
