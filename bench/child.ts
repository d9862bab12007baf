/** What a server under measurement says of itself: microseconds of CPU and statements since its start. */
export interface Usage {
  readonly user: number;
  readonly system: number;
  readonly statements: number;
}

/** What goes from a server process to the run. */
export type FromServer =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'usage'; readonly usage: Usage };

/**
 * The server's side of the wire to the run: says where it listens, answers each question with its
 * usage, and ends with the run.
 */
export function answerTheRun(url: string, statements: () => number): void {
  const send = (message: FromServer): void => {
    process.send?.(message);
  };
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    send({ kind: 'usage', usage: { user, system, statements: statements() } });
  });
  process.on('disconnect', () => process.exit());
  send({ kind: 'ready', url });
}
