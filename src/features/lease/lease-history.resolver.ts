import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Queries } from '../../database/database';
import type { Lists } from '../../graphql/lists';
import { HistoryArgs, type HistoryList } from '../audit/history.lists';
import { HistoryConnection } from '../audit/history.types';
import type { Context } from '../context';
import { licenseHistory } from '../license/license-history.resolver';
import { Lease, type LeaseRow } from './lease.types';

/** A lease is changed through its license: both have one history. */
@Resolver(() => Lease)
export class LeaseHistoryResolver {
  private readonly list: HistoryList;

  constructor(database: Queries, lists: Lists) {
    this.list = licenseHistory('Lease.history', database, lists);
  }

  @FieldResolver(() => HistoryConnection, {
    nullable: true,
    description:
      'Who started, changed, activated or stopped the lease, newest first: the history of its license.',
  })
  history(
    @Root() { licenseId }: LeaseRow,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.list.of(context, licenseId, args);
  }
}
