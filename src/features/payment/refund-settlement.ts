import { movedPosting } from '../../domain/billing/ledger';
import { formatMinor } from '../../domain/billing/money';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { LedgerRepository } from '../invoice/ledger.repository';
import { putBack, takeBack, type MovedMoney } from './payment-returns';
import { RefundablePaymentRepository, type LockedPayment } from './refundable-payment.repository';
import { RefundRepository, type RefundRow } from './refund.repository';

type Written = Pick<Unit, 'tx' | 'audit'>;

/** A refund that is settled, under the lock of its account. */
interface Settled {
  readonly refund: RefundRow;
  readonly payment: LockedPayment;
  readonly now: Date;
}

/** The money went back: payment, invoices, ledger, history. */
export async function settleRefund(
  unit: Written,
  scope: Scope,
  { refund, payment, now }: Settled,
  reference: string,
): Promise<MovedMoney> {
  const refunds = new RefundRepository(unit.tx);
  const { pk, accountId, amount, currency, reason } = refund;
  const result = { status: 'SUCCEEDED', reference, failure: null, now } as const;
  await refunds.settle(scope, pk, result);
  await new RefundablePaymentRepository(unit.tx).refunded(scope, payment.pk, amount);
  unit.audit({
    subject: new RowRef('Payment', payment.pk),
    accountId,
    before: { refunded: formatMinor(payment.refunded, currency) },
    after: { refunded: formatMinor(payment.refunded + amount, currency) },
    reason,
  });
  const cause = { refundId: pk };
  const madeThere = refund.attemptKey === null;
  const back = await takeBack(unit, { scope, payment, cause, now }, amount, madeThere);
  // One that has a name there went back before, and came again.
  const name = refund.reference === null ? `refund ${pk}` : `refund ${pk} again`;
  const posting = { accountId, name, currency, sides: movedPosting(back.moved) };
  await new LedgerRepository(unit.tx).post(scope, [posting], now);
  return back;
}

/** The money will not go back. */
export async function refuseRefund(
  unit: Written,
  scope: Scope,
  { refund: { pk, accountId, amount, currency, reason }, payment, now }: Settled,
  message: string,
): Promise<void> {
  const failure = message.slice(0, 255);
  const result = { status: 'FAILED', reference: null, failure, now } as const;
  await new RefundRepository(unit.tx).settle(scope, pk, result);
  unit.audit({
    subject: new RowRef('Payment', payment.pk),
    accountId,
    before: {},
    after: { refundRefused: formatMinor(amount, currency) },
    reason,
  });
}

/** The money had gone back, and its bank has returned it. */
export async function bounceRefund(
  unit: Written,
  scope: Scope,
  { refund, payment, now }: Settled,
  failure: string,
): Promise<MovedMoney> {
  const refunds = new RefundRepository(unit.tx);
  const { pk, accountId, amount, currency } = refund;
  await refunds.bounced(scope, pk, failure);
  await new RefundablePaymentRepository(unit.tx).refunded(scope, payment.pk, -amount);
  unit.audit({
    subject: new RowRef('Payment', payment.pk),
    accountId,
    before: { refunded: formatMinor(payment.refunded, currency) },
    after: {
      refunded: formatMinor(payment.refunded - amount, currency),
      refundReturned: formatMinor(amount, currency),
    },
  });
  const cause = { refundId: pk };
  const again = await putBack(unit, { scope, payment, cause, now }, amount);
  const name = `refund ${pk} returned`;
  const posting = { accountId, name, currency, sides: movedPosting(again.moved) };
  await new LedgerRepository(unit.tx).post(scope, [posting], now);
  return again;
}
