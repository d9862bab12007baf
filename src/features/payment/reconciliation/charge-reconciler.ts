import { movedPosting, type MoneyMoved } from '../../../domain/billing/ledger';
import { formatMinor } from '../../../domain/billing/money';
import type { MoneyMovedEvent } from '../../../domain/mail/staff-mails';
import type { SystemScope } from '../../../database/scope';
import type { Unit } from '../../../graphql/call';
import { RowRef } from '../../../graphql/outcome';
import {
  BilledAccountRepository,
  type BilledAccount,
} from '../../invoice/billed-account.repository';
import type { LockedInvoice } from '../../invoice/invoice-change.repository';
import { LedgerRepository } from '../../invoice/ledger.repository';
import type { StaffNotifier } from '../../mail/staff-notifier';
import type { ChargeState, GatewayDispute, GatewayRefund } from '../gateway/gateway.types';
import { moneyMovedSaid } from '../money-moved';
import { PaymentAttemptRepository } from '../payment-attempt.repository';
import { putBack, takeBack, type MovedMoney } from '../payment-returns';
import type { PaymentSettlement } from '../payment-settlement';
import { RefundablePaymentRepository, type LockedPayment } from '../refundable-payment.repository';
import { RefundRepository, type RefundRow } from '../refund.repository';
import { bounceRefund, refuseRefund, settleRefund } from '../refund-settlement';
import { DisputeRepository, type DisputeRow } from './dispute.repository';

/** A payment under the lock of its account. */
interface Reconciled {
  readonly scope: SystemScope;
  readonly account: BilledAccount;
  readonly now: Date;
}

const NO_INVOICES: MovedMoney = { moved: { receivable: 0n, credit: 0n, cost: 0n }, invoices: [] };

const WENT_BACK = 'The bank returned the money of the refund.';

/**
 * Brings a payment to what the gateway knows of its charge: made late, refunded, disputed, in any order and however
 * often it is looked at. What stands already is left alone.
 */
export class ChargeReconciler {
  constructor(
    private readonly settlement: PaymentSettlement,
    private readonly staff: StaffNotifier,
  ) {}

  /**
   * @param key Of the payment, of which somebody has learned what came.
   * @returns false when the charge is not that of the payment, though it says so: nothing is written then.
   */
  async apply(
    unit: Unit,
    scope: SystemScope,
    key: number,
    state: ChargeState,
    now: Date,
  ): Promise<boolean> {
    const attempts = new PaymentAttemptRepository(unit.tx);
    const { accountId } = await attempts.byKey(scope, key);
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
    const attempt = await attempts.lock(scope, key);
    if (attempt.amount !== state.amount || attempt.currency !== state.currency) return false;
    const { result } = state;
    if (attempt.status === 'FAILED' && result.outcome === 'SUCCEEDED')
      await this.settlement.late(unit, scope, key, result.reference, now);
    else if (attempt.status !== 'SUCCEEDED') return true;
    const at = { scope, account, now };
    for (const refund of state.refunds) await this.refund(unit, at, key, refund);
    for (const dispute of state.disputes) await this.dispute(unit, at, key, dispute);
    return true;
  }

  private async refund(
    unit: Unit,
    at: Reconciled,
    key: number,
    there: GatewayRefund,
  ): Promise<void> {
    const { scope, now } = at;
    const refunds = new RefundRepository(unit.tx);
    const payment = await new RefundablePaymentRepository(unit.tx).lockPayment(scope, key);
    let refund = await this.known(refunds, scope, key, there);
    if (refund === null) {
      // It came to nothing before anybody here had heard of it.
      if (there.status === 'FAILED') return;
      const made = await refunds.addMadeThere(scope, payment, there, now);
      refund = await refunds.byKey(scope, made, true);
    }
    const again = refund.status === 'FAILED' && there.status === 'SUCCEEDED';
    if (again) {
      await refunds.reopen(scope, refund.pk);
      refund = await refunds.byKey(scope, refund.pk, true);
    }
    const settled = { refund, payment, now };
    const { amount } = refund;
    if (refund.status === 'PENDING' && there.status === 'SUCCEEDED') {
      const { invoices } = await settleRefund(unit, scope, settled, there.reference);
      if (again || refund.attemptKey === null)
        await this.notify(unit, at, payment, 'REFUND_MADE', { amount, invoices });
    } else if (refund.status === 'PENDING' && there.status === 'FAILED') {
      await refuseRefund(unit, scope, settled, WENT_BACK);
      await this.notify(unit, at, payment, 'REFUND_REFUSED', { amount });
    } else if (refund.status === 'SUCCEEDED' && there.status === 'FAILED') {
      const { moved, invoices } = await bounceRefund(unit, scope, settled, WENT_BACK);
      const unasked = moved.credit;
      await this.notify(unit, at, payment, 'REFUND_RETURNED', { amount, invoices, unasked });
    }
  }

  /** The refund as we have it, which we asked for or had noted before. */
  private async known(
    refunds: RefundRepository,
    scope: SystemScope,
    payment: number,
    { key, reference }: GatewayRefund,
  ): Promise<RefundRow | null> {
    const all = await refunds.ofPayment(scope, payment);
    return (
      all.find(
        (one) =>
          (key !== null && one.attemptKey === key) ||
          one.gatewayReference === reference ||
          one.reference === reference,
      ) ?? null
    );
  }

  private async dispute(
    unit: Unit,
    at: Reconciled,
    key: number,
    there: GatewayDispute,
  ): Promise<void> {
    const { scope, now } = at;
    const disputes = new DisputeRepository(unit.tx);
    const payment = await new RefundablePaymentRepository(unit.tx).lockPayment(scope, key);
    const before = await disputes.find(scope, key, there.reference);
    const dispute = before ?? (await disputes.add(scope, payment, there, now));
    const held = there.held - dispute.held;
    const fee = there.fee - dispute.fee;
    if (before !== null && held === 0n && fee === 0n && before.status === there.status) return;
    const { moved, invoices } = await this.move(unit, at, payment, dispute, held);
    await this.post(unit, at, payment, dispute, { ...moved, cost: moved.cost - fee });
    await disputes.change(scope, dispute, there, { posted: held !== 0n || fee !== 0n, now });
    const words = (minor: bigint) => formatMinor(minor, payment.currency);
    unit.audit({
      subject: new RowRef('Payment', key),
      accountId: payment.accountId,
      before: { dispute: before?.status ?? null, disputed: words(dispute.held) },
      after: { dispute: there.status, disputed: words(there.held) },
      reason: there.reason,
    });
    const what = eventOf(before, there);
    const said = { amount: held < 0n ? -held : there.held, invoices, unasked: surplus(moved) };
    await this.notify(unit, at, payment, what, { ...there, ...said });
  }

  /** Takes what a dispute holds more than before, or gives back what it holds less. */
  private move(
    unit: Unit,
    { scope, now }: Reconciled,
    payment: LockedPayment,
    { pk }: DisputeRow,
    held: bigint,
  ): Promise<MovedMoney> {
    const move = { scope, payment, cause: { disputeId: pk }, now };
    if (held > 0n) return takeBack(unit, move, held, true);
    return held < 0n ? putBack(unit, move, -held) : Promise.resolve(NO_INVOICES);
  }

  private async post(
    unit: Unit,
    { scope, now }: Reconciled,
    { accountId, currency }: LockedPayment,
    { pk, postings }: DisputeRow,
    moved: MoneyMoved,
  ): Promise<void> {
    const name = `dispute ${pk} ${postings + 1}`;
    const posting = { accountId, name, currency, sides: movedPosting(moved) };
    await new LedgerRepository(unit.tx).post(scope, [posting], now);
  }

  private notify(
    unit: Unit,
    { account }: Reconciled,
    payment: LockedPayment,
    what: MoneyMovedEvent,
    moved: {
      readonly amount: bigint;
      readonly invoices?: readonly LockedInvoice[];
      readonly unasked?: bigint;
      readonly fee?: bigint;
      readonly reason?: string;
      readonly respondBy?: Date | null;
    },
  ): Promise<void> {
    return this.staff.notify(
      unit,
      'staff-money-moved',
      moneyMovedSaid(what, account, payment, moved),
    );
  }
}

/** What came again for no invoice; 0 when money went away. */
const surplus = ({ credit }: MoneyMoved): bigint => (credit > 0n ? credit : 0n);

function eventOf(before: DisputeRow | null, { status }: GatewayDispute): MoneyMovedEvent {
  if (status === 'WON') return before?.status === 'WON' ? 'DISPUTE_CHANGED' : 'DISPUTE_WON';
  if (status === 'LOST') return before?.status === 'LOST' ? 'DISPUTE_CHANGED' : 'DISPUTE_LOST';
  return before === null ? 'DISPUTE_OPENED' : 'DISPUTE_CHANGED';
}
