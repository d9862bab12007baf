import { GuardedSchema, type SchemaStock } from '../../src/graph';
import type { IdCodec } from '../../src/graphql/ids';

/** Schemas of applications that are closed. Building one takes long; the next of the same resolvers gets it. */
class SpareSchemas implements SchemaStock {
  private readonly spare = new Set<GuardedSchema>();

  take(resolvers: readonly object[], ids: IdCodec): GuardedSchema {
    const fit = [...this.spare].find(({ answering }) => answering.fits(resolvers));
    if (fit === undefined) return new GuardedSchema(resolvers, ids);
    this.spare.delete(fit);
    fit.answering.exchange(resolvers, ids);
    return fit;
  }

  giveBack(schema: GuardedSchema): void {
    this.spare.add(schema);
  }
}

/** Of the worker: its applications follow each other, and a schema takes as long to build as all else of one. */
export const SPARE_SCHEMAS = new SpareSchemas();
