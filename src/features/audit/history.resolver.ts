import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { IdCodec } from '../../graphql/ids';
import { HistoryEntry, type HistoryRow } from './history.types';

@Resolver(() => HistoryEntry)
export class HistoryEntryResolver {
  constructor(private readonly ids: IdCodec) {}

  @FieldResolver(() => ID, {
    description: 'Id of what it was done to; what was removed cannot be fetched by it any more.',
  })
  subjectId(@Root() { subjectType, subjectKey }: HistoryRow): string {
    return this.ids.encode(subjectType, subjectKey);
  }
}
