import type { Call } from '../../graphql/call';
import type { OpenAttempt } from './gateway-charges';

/** The attempt that an earlier try of a call wrote down before it was cut off; null when there is none. */
export function resumedAttempt({ attempt }: Call): OpenAttempt | null {
  if (attempt === null || typeof attempt !== 'object' || !('payment' in attempt)) return null;
  const { payment, description } = attempt;
  return typeof payment === 'number' && typeof description === 'string'
    ? { pk: payment, description }
    : null;
}

/** What a call writes down of its attempt, for `resumedAttempt`. */
export const toResume = ({
  pk,
  description,
}: OpenAttempt): { payment: number; description: string } => ({
  payment: pk,
  description,
});
