import { PlainError } from '../domain/plain-error';
import { isRetryable } from './failures';

/** What the server means, for people who know invoices and not tables. */
const BY_CODE: Readonly<Record<string, string>> = {
  ER_WARN_DATA_OUT_OF_RANGE: 'an amount is too large to be stored',
  ER_DATA_OUT_OF_RANGE: 'an amount is too large to be stored',
  ER_DATA_TOO_LONG: 'a text is too long to be stored',
  ER_DUP_ENTRY: 'it exists already',
};

/**
 * Why something failed, in a few words for people. What is not known to be fit for them is named by its kind alone: the
 * log has the rest.
 */
export function plainWords(error: unknown): string {
  if (error instanceof PlainError) return error.message;
  if (isRetryable(error)) return 'another process was changing it; it is retried';
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code))
    return BY_CODE[code] ?? `an unexpected error (${code})`;
  return typeof name === 'string' && name !== 'Error'
    ? `an unexpected error (${name})`
    : 'an unexpected error';
}
