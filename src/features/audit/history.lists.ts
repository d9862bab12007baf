import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../graphql/connection';
import { badInput } from '../../graphql/errors';
import type { ListDeclaration, ListReader, Lists } from '../../graphql/lists';
import type { Context } from '../context';
import { HISTORY_ORDER, type HistoryConditions } from './audit.repository';
import { HistoryConnection, HistoryFilter, type HistoryRow } from './history.types';

const MOST_WORDS = 20;

function words(field: string, given: readonly string[] | null | undefined): string[] | null {
  if (given === null || given === undefined) return null;
  if (given.length > MOST_WORDS) throw badInput(`At most ${MOST_WORDS} values in \`${field}\`.`);
  return [...given];
}

@ArgsType()
export class HistoryArgs extends PageArgs {
  @Field(() => HistoryFilter, { nullable: true, description: 'Which entries; omitted: all.' })
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

  /** @throws BAD_USER_INPUT for a filter with too many words. */
  of(context: Context, parent: number, { filter, ...page }: HistoryArgs): Promise<object> {
    return this.lists.connection(context, this.list, parent, page, 'NEWEST_FIRST', {
      action: words('action', filter?.action),
      subjectType: words('subjectType', filter?.subjectType),
      recordedFrom: filter?.recordedFrom ?? null,
      recordedBefore: filter?.recordedBefore ?? null,
    });
  }
}
