import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { IDEMPOTENT } from './graphql/idempotency';
import type { IdCodec } from './graphql/ids';
import { Answering } from './graphql/answering';
import { buildSchemaOf, finishSchema } from './graphql/schema';
import { assertWrites } from './graphql/write';
import { assertPermissions } from './permissions/check';
import { withDirectives } from './permissions/directives';
import { withShield } from './permissions/shield';
import { PERMISSION_MAP } from './permissions/map';

/**
 * The schema as it is served: checked against the permission map, showing it as directives, and
 * guarded by it.
 */
export class GuardedSchema {
  readonly answering: Answering;
  readonly schema: GraphQLSchema;

  /** @throws when schema and map disagree. */
  constructor(resolvers: readonly object[], ids: IdCodec) {
    this.answering = new Answering(resolvers, ids);
    const bare = buildSchemaOf(this.answering);
    assertPermissions(bare, PERMISSION_MAP);
    assertWrites(bare);
    this.schema = finishSchema(withShield(withDirectives(bare, [IDEMPOTENT])), this.answering);
  }
}

/** Where schemas come from that several applications use, one after the other. */
export interface SchemaStock {
  readonly take: (resolvers: readonly object[], ids: IdCodec) => GuardedSchema;
  /** Called when an application is closed. */
  readonly giveBack: (schema: GuardedSchema) => void;
}

/** `schema/schema.graphql`: the same schema as text, sorted. */
export const printGraph = (schema: GraphQLSchema): string =>
  `${printSchemaWithDirectives(lexicographicSortSchema(schema)).trim()}\n`;
