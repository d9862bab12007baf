import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, ListReader, Lists } from '../../graphql/lists';
import type { Context } from '../context';
import { HISTORY_ORDER, type HistoryConditions } from './audit.repository';
import { HistoryConnection, HistoryFilter, type HistoryRow } from './history.types';

@ArgsType()
export class HistoryArgs extends PageArgs {
  @Field(() => HistoryFilter, { nullable: true, description: 'Which entries; all when left out.' })
  readonly filter?: HistoryFilter | null;
}

/** One history field: what hangs on what. */
export class HistoryList {
  private readonly list: ListDeclaration<HistoryRow, HistoryConditions, 'NEWEST_FIRST'>;

  /** @param name Unique, such as `License.history`. */
  constructor(
    name: string,
    private readonly lists: Lists,
    reader: ListReader<HistoryRow, HistoryConditions>,
  ) {
    this.list = {
      name,
      type: 'HistoryEntry',
      connection: HistoryConnection,
      orders: { NEWEST_FIRST: HISTORY_ORDER },
      parentOf: (row) => row.parent,
      reader,
    };
  }

  of(context: Context, parent: number, { filter, ...page }: HistoryArgs): Promise<object> {
    return this.lists.connection(context, this.list, parent, page, 'NEWEST_FIRST', {
      action: filter?.action ?? null,
      subjectType: filter?.subjectType ?? null,
      recordedFrom: filter?.recordedFrom ?? null,
      recordedBefore: filter?.recordedBefore ?? null,
    });
  }
}
