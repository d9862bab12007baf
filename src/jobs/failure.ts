import { plainWords } from '../database/plain-words';

/** What a failure column holds, in characters. */
const LONGEST = 500;

/** Told of what went wrong in the background, where nobody waits for an answer. */
export type FailureReporter = (job: string, error: unknown) => void;

/**
 * What went wrong, in few enough characters to be kept.
 * @param secrets - left out where the error quotes them: what is kept is read by people
 */
export function failureText(error: unknown, secrets: readonly string[] = []): string {
  let text = saidOf(error);
  // The longest first: a secret may be part of another.
  for (const secret of secrets.toSorted((one, other) => other.length - one.length))
    if (secret !== '') text = text.replaceAll(secret, '…');
  return text.slice(0, LONGEST);
}

/** What the store says of a statement names tables and may repeat values: people read it in words. */
function saidOf(error: unknown): string {
  const { sqlState } = (error ?? {}) as { readonly sqlState?: unknown };
  if (sqlState !== undefined) return plainWords(error);
  return error instanceof Error ? error.message : String(error);
}
