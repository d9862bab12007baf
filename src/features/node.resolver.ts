import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { LARGEST_PAGE } from '../graphql/connection';
import { badInput } from '../graphql/errors';
import type { IdCodec } from '../graphql/ids';
import { Node, type NodeRow } from '../graphql/node';
import type { NodeRows } from '../graphql/node-rows';
import { notThere } from '../permissions/access-denied';
import type { GraphQLError } from 'graphql';
import type { Context } from './context';

/** Fetches anything by its id, under the rules of its type. */
@Resolver()
export class NodeResolver {
  constructor(
    private readonly ids: IdCodec,
    private readonly rows: NodeRows,
  ) {}

  @Query(() => Node, {
    nullable: true,
    description:
      'Any object by its id. `NOT_FOUND` when the id does not exist or the object belongs to others, `FORBIDDEN` when a member lacks the permission.',
  })
  async node(
    @Arg('id', () => ID, { description: 'Id of the object.' }) id: string,
    @Ctx() context: Context,
  ): Promise<NodeRow> {
    const answer = await this.find(id, context);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Several objects by their ids, at most ${LARGEST_PAGE}, in the order of the ids; null, with an error, for each that is not found or not allowed.`,
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'Ids of the objects.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(NodeRow | GraphQLError)[]> {
    if (ids.length > LARGEST_PAGE)
      throw badInput(`At most ${LARGEST_PAGE} ids at once, not ${ids.length}.`);
    return Promise.all(ids.map((id) => this.find(id, context)));
  }

  private async find(id: string, context: Context): Promise<NodeRow | GraphQLError> {
    const decoded = this.ids.decode(id);
    const found = decoded && (await this.rows.find(context, decoded.type, decoded.key));
    return found ?? notThere(context.actor);
  }
}
