import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Lists } from '../../graphql/lists';
import { historyReader, historySelect } from '../audit/audit.repository';
import { HistoryArgs, HistoryList } from '../audit/history.lists';
import { HistoryConnection } from '../audit/history.types';
import type { Context } from '../context';
import { License, type LicenseRow } from './license.types';

const FROM =
  "FROM audit_events e JOIN licenses l ON l.id = e.subject_id AND e.subject_type = 'License'";

@Resolver(() => License)
export class LicenseHistoryResolver {
  private readonly list: HistoryList;

  constructor(database: Queries, lists: Lists) {
    const reader = historyReader(database, {
      select: historySelect('e.subject_id', FROM),
      from: FROM,
      parent: 'e.subject_id',
      reach: reachAccounts('l.account_id', 'l.customer_account_id'),
    });
    this.list = new HistoryList('License.history', lists, reader);
  }

  @FieldResolver(() => HistoryConnection, {
    nullable: true,
    description:
      'What was done to the license, newest first: bought, assigned, activated, modified, renewed, by whom (R36). People are named to those of their own account.',
  })
  history(
    @Root() { pk }: LicenseRow,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.list.of(context, pk, args);
  }
}
