import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Queries } from '../../database/database';
import type { Lists } from '../../graphql/lists';
import { HistoryArgs, HistoryList } from '../audit/history.lists';
import { HistoryConnection } from '../audit/history.types';
import type { Context } from '../context';
import { licenseHistoryReader } from './license-history.repository';
import { License, type LicenseRow } from './license.types';

/** The history of licenses, by their keys. @param name Unique, such as `License.history`. */
export const licenseHistory = (name: string, database: Queries, lists: Lists): HistoryList =>
  new HistoryList(name, lists, licenseHistoryReader(database));

@Resolver(() => License)
export class LicenseHistoryResolver {
  private readonly list: HistoryList;

  constructor(database: Queries, lists: Lists) {
    this.list = licenseHistory('License.history', database, lists);
  }

  @FieldResolver(() => HistoryConnection, {
    nullable: true,
    description:
      'History of the license, newest first: purchase, assignment, activations, changes and renewals, with the actor. People are named only to viewers of their own account.',
  })
  history(
    @Root() { pk }: LicenseRow,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.list.of(context, pk, args);
  }
}
