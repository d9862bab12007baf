import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import type { AttemptEnd } from './attempt-end';
import type { Attempt } from './attempt.types';
import { PaymentAttemptRepository } from './payment-attempt.repository';

/**
 * Settles the payment from credit that goes with the charge of a card.
 * @returns null when there is none that is to be settled.
 */
export async function settleHeld(
  unit: Unit,
  scope: Scope,
  attempt: Attempt,
  end: AttemptEnd & { readonly status: 'SUCCEEDED' | 'FAILED' },
  now: Date,
): Promise<Attempt | null> {
  const attempts = new PaymentAttemptRepository(unit.tx);
  const held = await attempts.creditWith(scope, attempt);
  if (held?.status !== 'PENDING') return null;
  await attempts.settle(scope, held.pk, { ...end, now });
  unit.audit({
    subject: new RowRef('Payment', held.pk),
    accountId: held.accountId,
    before: { status: 'PENDING' },
    after: { status: end.status },
  });
  return held;
}
