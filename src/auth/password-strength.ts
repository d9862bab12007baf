import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { normalizePassword } from '../domain/access/password';
import type { Reason } from '../domain/refusal';
import { COMMON_WORDS } from './common-words';

/** Of 0 to 4: at least 10^10 guesses. One step less lets a name or a season with a year and a mark through. */
const STRONG_ENOUGH = 4;
/** Longer text adds nothing that the estimate needs, and costs time. */
const LOOKED_AT = 128;

let estimator: ZxcvbnFactory | null = null;
/** Made when first asked: its dictionaries take a while and some megabytes. */
const theEstimator = (): ZxcvbnFactory =>
  (estimator ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, 'common-words': [...new Set(COMMON_WORDS)] },
    graphs: adjacencyGraphs,
  }));

/**
 * Why a password is too easy to guess, by an estimate of the guesses that it takes and never by what
 * characters it is made of; null when it will do.
 * @param about What an attacker knows of the person: address, name, name of the account.
 */
export function weakness(
  password: string,
  about: readonly string[],
  field: readonly string[],
): Reason | null {
  const words = ['keyhold', ...about]
    .flatMap((text) => [text, ...text.split(/[\s@.,_-]+/)])
    .filter(Boolean);
  const { score } = theEstimator().check(normalizePassword(password).slice(0, LOOKED_AT), words);
  return score >= STRONG_ENOUGH
    ? null
    : {
        code: 'WEAK_PASSWORD',
        message:
          'This password is too easy to guess. Choose a longer one: several words that have nothing to do with each other, or one from a password manager.',
        field,
      };
}
