/**
 * An error whose message is for people: it names things by their numbers, and repeats neither keys of rows nor what the
 * store said.
 */
export class PlainError extends Error {
  override readonly name: string = 'PlainError';
}
