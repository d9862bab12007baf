import type { ErrorCode } from './error-code';

/** Why the state of a thing does not allow what was asked, in words for the person. */
export interface Reason {
  /** Stable, for programs: `LICENSE_ACTIVE_ELSEWHERE`. */
  readonly code: ErrorCode;
  readonly message: string;
  /** Path of the input field that it is about, from the input on: `['serverName']`. */
  readonly field?: readonly string[];
}

/** Thrown inside a transaction, so that nothing of it stands; one mapper makes `userErrors` of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reasons: readonly [Reason, ...Reason[]];

  constructor(...reasons: readonly [Reason, ...Reason[]]) {
    super(reasons.map(({ code }) => code).join(', '));
    this.reasons = reasons;
  }
}

/** Refuses by every reason there is; nothing happens where all are null. @throws Refusal. */
export function refuse(...reasons: readonly (Reason | null)[]): void {
  const [first, ...more] = reasons.filter((one): one is Reason => one !== null);
  if (first !== undefined) throw new Refusal(first, ...more);
}
