import type { SystemScope } from '../../database/scope';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { Unit } from '../../graphql/call';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import type { StaffNotifier } from '../mail/staff-notifier';
import type { Attempt } from './attempt.types';
import { UnsettledAttemptRepository } from './unsettled-attempt.repository';
import { RefundRepository, type RefundRow } from './refund.repository';

/** After so long staff are told that nobody knows the outcome of a charge, in milliseconds. */
const TOLD_AFTER = 24 * 60 * 60_000;

/** Tells staff, once, of a charge of which nobody has known for a day its outcome (R56). @returns whether it did now. */
export async function reportUnknownCharge(
  unit: Pick<Unit, 'tx' | 'send'>,
  scope: SystemScope,
  staff: StaffNotifier,
  attempt: Attempt,
  now: Date,
): Promise<boolean> {
  const { pk, accountId, amount, currency, attemptedAt } = attempt;
  if (now.getTime() - attemptedAt.getTime() < TOLD_AFTER) return false;
  const account = await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
  if (!(await new UnsettledAttemptRepository(unit.tx).staffTold(scope, pk, now))) return false;
  await staff.notify(unit, 'staff-charge-unknown', {
    account: account.name,
    accountNumber: account.number,
    amount: mailedAmount(amount, currency),
    method: attempt.card,
    attemptedAt: attemptedAt.toISOString(),
    gateway: attempt.gateway,
    charge: attempt.charge,
    order: attempt.orderId !== null,
  });
  return true;
}

/** Tells staff, once, of a refund of which nobody has known for a day its outcome (R56). */
export async function reportUnknownRefund(
  unit: Pick<Unit, 'tx' | 'send'>,
  scope: SystemScope,
  staff: StaffNotifier,
  refund: RefundRow,
  now: Date,
): Promise<void> {
  const { pk, accountId, amount, currency, createdAt } = refund;
  if (now.getTime() - createdAt.getTime() < TOLD_AFTER) return;
  const account = await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
  if (!(await new RefundRepository(unit.tx).staffTold(scope, pk, now))) return;
  await staff.notify(unit, 'staff-refund-unknown', {
    account: account.name,
    accountNumber: account.number,
    amount: mailedAmount(amount, currency),
    askedAt: createdAt.toISOString(),
    gateway: refund.gateway,
    charge: refund.chargeReference,
  });
}
