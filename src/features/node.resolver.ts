import type DataLoader from 'dataloader';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Actor } from '../domain/access/actor';
import { badInput } from '../graphql/errors';
import type { IdCodec } from '../graphql/ids';
import { rowLoader } from '../graphql/lists';
import { Node, type NodeRow } from '../graphql/node';
import type { Scope } from '../database/scope';
import { LARGEST_PAGE } from '../graphql/connection';
import { AccessDenied, notFound } from '../permissions/access-denied';
import type { Denial } from '../permissions/authorize';
import type { Context } from './context';

/** How the rows of one type of node are read by key. */
export type NodeReader = (scope: Scope, keys: readonly number[]) => Promise<readonly NodeRow[]>;

/** May the actor have this row? Null, or why not: `authorizeRow` of the permission table. */
export type RowJudge = (actor: Actor, row: NodeRow) => Denial | null;

/** Fetches anything by its id, under the rules of its type. */
@Resolver()
export class NodeResolver {
  constructor(
    private readonly ids: IdCodec,
    private readonly readers: Readonly<Record<string, NodeReader>>,
    private readonly judge: RowJudge,
  ) {}

  @Query(() => Node, {
    nullable: true,
    description:
      'Anything by its id. `NOT_FOUND` for an id that never was and for what belongs to others, alike; `FORBIDDEN` to a member who lacks the permission (R63).',
  })
  async node(
    @Arg('id', () => ID, { description: 'Id of the object.' }) id: string,
    @Ctx() context: Context,
  ): Promise<NodeRow> {
    const answer = await this.find(id, context);
    if (answer instanceof AccessDenied) throw answer;
    return answer;
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Several objects by their ids, at most ${LARGEST_PAGE}, in the order of the ids; null, with an error, for each that cannot be had.`,
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'Ids of the objects.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(NodeRow | AccessDenied)[]> {
    if (ids.length > LARGEST_PAGE)
      throw badInput(`At most ${LARGEST_PAGE} ids at once, not ${ids.length}.`);
    return Promise.all(ids.map((id) => this.find(id, context)));
  }

  private async find(id: string, context: Context): Promise<NodeRow | AccessDenied> {
    const decoded = this.ids.decode(id);
    const row =
      decoded === null ? null : await this.loader(decoded.type, context).load(decoded.key);
    if (row === null) return notFound();
    const denied = this.judge(context.actor, row);
    return denied === null ? row : new AccessDenied(denied);
  }

  private loader(type: string, context: Context): DataLoader<number, NodeRow | null> {
    const read = this.readers[type];
    if (read === undefined) throw new Error(`Nothing reads ${type} by key`);
    return rowLoader(context, type, read, (row) => row.pk);
  }
}
