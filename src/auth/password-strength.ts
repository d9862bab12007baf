import { normalizePassword } from '../domain/people/password';
import type { Reason } from '../domain/refusal';
import { scoreOf } from './strength-worker';

/** Of 0 to 4: at least 10^10 guesses. One step less lets a name or a season with a year and a mark through. */
const STRONG_ENOUGH = 4;
/** Longer text adds nothing that the estimate needs, and the estimate grows faster than its length. */
const LOOKED_AT = 64;
/** Words about the person that are looked for, and the length of each. */
const MOST_WORDS = 50;

/**
 * Why a password is too easy to guess, by an estimate of the guesses that it takes and never by what
 * characters it is made of; null when it will do.
 * @param about What an attacker knows of the person: address, name, name of the account.
 */
export async function weakness(
  password: string,
  about: readonly string[],
  field: readonly string[],
): Promise<Reason | null> {
  const words = ['keyhold', ...about]
    .flatMap((text) => [text, ...text.split(/[\s@.,_-]+/)])
    .filter(Boolean);
  const known = [...new Set(words)].slice(0, MOST_WORDS).map((word) => word.slice(0, LOOKED_AT));
  const score = await scoreOf(normalizePassword(password).slice(0, LOOKED_AT), known);
  return score >= STRONG_ENOUGH
    ? null
    : {
        code: 'WEAK_PASSWORD',
        message:
          'This password is too easy to guess. Choose a longer one: several unrelated words, or one from a password manager.',
        field,
      };
}
