import { Field, ID, InterfaceType } from 'type-graphql';
import type { RowGrants } from '../domain/people/row-grants';

/** Everything that has an id of its own. */
@InterfaceType({ description: 'An object with an id that can be fetched by it.' })
export abstract class Node {
  @Field(() => ID, {
    description: 'Opaque id, with a prefix for the type. It never changes and is never reused.',
  })
  readonly id!: string;
}

/** A row of a node as resolvers see it: plain columns, plus these. */
export interface NodeRow {
  readonly __typename: string;
  /** The row's key in the store. */
  readonly pk: number;
  /** The actor's rights on it; rules are judged by them. */
  readonly grants: RowGrants;
}
