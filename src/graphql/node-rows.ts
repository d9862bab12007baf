import type { GraphQLError } from 'graphql';
import type { Actor } from '../domain/people/actor';
import type { Scope } from '../database/scope';
import type { RequestContext } from './context';
import type { IdCodec } from './ids';
import { rowLoader } from './lists';
import type { NodeRow } from './node';

/** How the rows of one type of node are read by key. */
export type NodeReader = (scope: Scope, keys: readonly number[]) => Promise<readonly NodeRow[]>;

/** May the actor have this row at all? Null, or the refusal. */
export type RowGate = (actor: Actor, row: NodeRow) => GraphQLError | null;

/** Any node by type and key, within the scope of the request and under the rule of its type. */
export class NodeRows {
  constructor(
    private readonly ids: IdCodec,
    private readonly readers: Readonly<Record<string, NodeReader>>,
    private readonly gate: RowGate,
  ) {}

  /** Whether or not the actor may have it. */
  private async within(
    context: RequestContext,
    type: string,
    key: number,
  ): Promise<NodeRow | null> {
    const read = this.readers[type];
    // Cursors hold ids of rows that are no nodes; nobody finds those by their id.
    return read === undefined ? null : rowLoader(context, type, read, (row) => row.pk).load(key);
  }

  /** The row of an id that is to be of this type; null for any other, and for what is out of reach. */
  async named(context: RequestContext, type: string, id: string): Promise<NodeRow | null> {
    const key = this.ids.keyOf(type, id);
    return key === null ? null : this.within(context, type, key);
  }

  /** The row of an id that is to be of this type, as `find` finds it. */
  async visible(
    context: RequestContext,
    type: string,
    id: string,
  ): Promise<NodeRow | GraphQLError | null> {
    const key = this.ids.keyOf(type, id);
    return key === null ? null : this.find(context, type, key);
  }

  /** The row, null for what is out of reach, or why the actor may not have it. */
  async find(
    context: RequestContext,
    type: string,
    key: number,
  ): Promise<NodeRow | GraphQLError | null> {
    const row = await this.within(context, type, key);
    return row === null ? null : (this.gate(context.actor, row) ?? row);
  }
}
