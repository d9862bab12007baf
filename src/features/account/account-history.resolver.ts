import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Lists } from '../../graphql/lists';
import { historyReader, historySelect } from '../audit/audit.repository';
import { HistoryArgs, HistoryList } from '../audit/history.lists';
import { HistoryConnection } from '../audit/history.types';
import type { Context } from '../context';
import { Account, type AccountRow } from './account.types';

const FROM = 'FROM audit_events e';

@Resolver(() => Account)
export class AccountHistoryResolver {
  private readonly list: HistoryList;

  constructor(database: Queries, lists: Lists) {
    const source = {
      select: historySelect('e.account_id', FROM),
      from: FROM,
      parent: 'e.account_id',
      reach: reachAccounts('e.account_id'),
    };
    // The holder's, who sees everything on the account.
    const reader = historyReader(database, source, () => true);
    this.list = new HistoryList('Account.history', lists, reader);
  }

  @FieldResolver(() => HistoryConnection, {
    nullable: true,
    description:
      'Everything that was done on the account, newest first: who, when, from where, and what changed.',
  })
  history(
    @Root() { pk }: AccountRow,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.list.of(context, pk, args);
  }
}
