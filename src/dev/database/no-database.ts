/** No database could be had. The message is one line that says what to do; no stack is worth showing. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase';
}
