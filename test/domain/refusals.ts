import type { Reason } from '../../src/domain/refusal';

/**
 * The code of a refusal, null for none. Whatever is refused comes with a stable code and a whole sentence: that is
 * checked here, so that tests need not repeat the words.
 */
export function codeOf(reason: Reason | null): string | null {
  if (reason === null) return null;
  expect(reason.code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  expect(reason.message).toMatch(/^[A-Z0-9`].{12,}\.$/s);
  expect(reason.message).not.toMatch(/undefined|null|NaN|\[object/);
  return reason.code;
}

/** Its code with the path of the field that it is about: `TOO_LATE at email`. */
export function codeAt(reason: Reason | null): string | null {
  const code = codeOf(reason);
  return reason?.field === undefined ? code : `${code} at ${reason.field.join('.')}`;
}
