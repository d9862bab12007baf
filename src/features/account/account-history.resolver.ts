import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Queries } from '../../database/database';
import type { Lists } from '../../graphql/lists';
import { HistoryArgs, HistoryList } from '../audit/history.lists';
import { HistoryConnection } from '../audit/history.types';
import type { Context } from '../context';
import { accountHistory } from './account-history.repository';
import { Account, type AccountRow } from './account.types';

@Resolver(() => Account)
export class AccountHistoryResolver {
  private readonly list: HistoryList;

  constructor(database: Queries, lists: Lists) {
    this.list = new HistoryList('Account.history', lists, accountHistory(database));
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
