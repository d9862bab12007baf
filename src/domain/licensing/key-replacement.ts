import type { Reason } from '../refusal';
import { runningOn, type Installation } from './activation';
import type { LicenseStatus } from './license';

/** Days for which a key still works once it was replaced. */
export const FORMER_KEY_DAYS = 30;
const DAY = 24 * 3_600_000;

/** When a key ends that is replaced now. */
export const formerKeyEnd = (now: Date): Date => new Date(now.getTime() + FORMER_KEY_DAYS * DAY);

/** Can the key of the license be replaced? Null, or why not. */
export const decideReplaceKey = ({ status }: { readonly status: LicenseStatus }): Reason | null =>
  status === 'ENDED' ? { code: 'LICENSE_ENDED', message: 'The license has ended.' } : null;

/** What a key that was replaced is refused for. */
export const KEY_REPLACED: Reason = {
  code: 'LICENSE_KEY_REPLACED',
  message: 'This key was replaced: use the new one, which was mailed to the holder of the account.',
  field: ['key'],
};

/**
 * May a server be activated with a key that was replaced? Only one that runs already, and it moves nothing: whoever
 * else knows the key gets no further server. Null, or why not.
 */
export function decideActivateWithFormerKey(
  installations: readonly Installation[],
  { serverName, move = false }: { readonly serverName: string; readonly move?: boolean },
  now: Date,
): Reason | null {
  const here = runningOn(installations, serverName, now);
  return here === undefined || (move && here.endsAt !== null) ? KEY_REPLACED : null;
}
