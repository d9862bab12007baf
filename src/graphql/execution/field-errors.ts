import type { GraphQLError, ResponsePath } from 'graphql';

/**
 * The errors of one answer. Once an error has made a place of the answer null, what fails there or below
 * later on is not told: the answer has nothing any more that it could be about.
 */
export class FieldErrors {
  readonly list: GraphQLError[] = [];
  /** Places that are null because of an error; undefined is the whole answer. */
  private readonly nulled = new Set<ResponsePath | undefined>();

  add(error: GraphQLError, path: ResponsePath | undefined): void {
    if (this.isNulled(path)) return;
    this.nulled.add(path);
    this.list.push(error);
  }

  private isNulled(path: ResponsePath | undefined): boolean {
    for (let at = path; at !== undefined; at = at.prev) if (this.nulled.has(at)) return true;
    return this.nulled.has(undefined);
  }
}
