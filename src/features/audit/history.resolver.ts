import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { IdCodec } from '../../graphql/ids';
import { HistoryEntry, type HistoryRow } from './history.types';

@Resolver(() => HistoryEntry)
export class HistoryEntryResolver {
  constructor(private readonly ids: IdCodec) {}

  @FieldResolver(() => ID, {
    description: 'Id of the affected object. A removed object can no longer be fetched by it.',
  })
  subjectId(@Root() { subjectType, subjectKey }: HistoryRow): string {
    return this.ids.encode(subjectType, subjectKey);
  }
}
