import type { Reason } from '../refusal';

/** For how many days a mailed one-time password works (R32). */
export const ONE_TIME_PASSWORD_DAYS = 14;
const DAY = 24 * 60 * 60_000;

/** Why a password that is right opens nothing: it is a one-time password, and too old. Null where it is none, or is not. */
export function decideOneTimePassword(
  /** `madeAt`: when the login was made, and its one-time password with it. */
  { mustChange, madeAt }: { readonly mustChange: boolean; readonly madeAt: Date },
  now: Date,
  field: readonly string[],
): Reason | null {
  const ended = now.getTime() - madeAt.getTime() >= ONE_TIME_PASSWORD_DAYS * DAY;
  return mustChange && ended ? { ...EXPIRED, field } : null;
}

const EXPIRED: Reason = {
  code: 'PASSWORD_EXPIRED',
  message: `This one-time password was mailed more than ${ONE_TIME_PASSWORD_DAYS} days ago and has expired. Request a link to choose a new password: \`requestPasswordReset\`.`,
};
