import { CommitUnknown, isRetryable, wasAnswered } from '../../../database/failures';
import { GatewayUnavailable } from './gateway.types';

export const UNKNOWN = { outcome: 'UNKNOWN' } as const;

/** Whether it is the way to the store that failed, and not what was asked of it. */
function isOutage(error: unknown): boolean {
  if (isRetryable(error) || error instanceof CommitUnknown) return true;
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && !code.startsWith('ERR_') && !wasAnswered(error);
}

/** As if over a network: without the store there is no gateway. @throws GatewayUnavailable. */
export async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isOutage(error)) throw new GatewayUnavailable('The sandbox cannot be reached');
    throw error;
  }
}

/** The same for what may have been done though no answer came. */
export async function answered<Result>(
  work: () => Promise<Result>,
): Promise<Result | typeof UNKNOWN> {
  try {
    return await work();
  } catch (error) {
    if (isOutage(error)) return UNKNOWN;
    throw error;
  }
}
