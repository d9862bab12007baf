import { randomBytes } from 'node:crypto';
import { formatMinor } from '../../domain/billing/money';
import { decideRefund, refundable } from '../../domain/billing/refund';
import { typedAmount } from '../../domain/billing/typed-amount';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Scope } from '../../database/scope';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import type { RefundResult } from './gateway/gateway.types';
import type { PaymentRow } from './payment.types';
import type { GatewayCharges } from './gateway-charges';
import type { RefundPaymentInput, RefundPaymentPayload } from './refund.mutation-types';
import { refuseRefund, settleRefund } from './refund-settlement';
import { RefundablePaymentRepository, type LockedPayment } from './refundable-payment.repository';
import { RefundRepository, type RefundRow } from './refund.repository';

const ASK_AFTER = 2 * 60_000;

const PENDING: Reason = {
  code: 'REFUND_PENDING',
  message:
    'The payment service has not confirmed the outcome of the refund yet. It is checked again automatically.',
};

/** Gives back what was paid too much (R57): written down, made at the gateway, settled. */
export class Refunds {
  constructor(private readonly charges: GatewayCharges) {}

  /**
   * @throws Refusal as `decideRefund`, INVALID_AMOUNT, MORE_THAN_PAID, PAYMENTS_UNAVAILABLE.
   */
  async refund(
    call: Call<PaymentRow>,
    input: RefundPaymentInput,
  ): Promise<Outcome<RefundPaymentPayload>> {
    const target = call.target;
    const key = resumed(call) ?? (await this.begin(call, input, target));
    const refund = await call.prepare(({ tx }) =>
      new RefundRepository(tx).byKey(call.scope, key, false),
    );
    const result: RefundResult = call.dryRun
      ? { outcome: 'SUCCEEDED', reference: 'dry run' }
      : await this.ask(refund);
    return call.commit(async (unit) => {
      const userErrors = await this.settle(unit, call.scope, key, result, call.now);
      // Somebody settled it before, or nobody can yet: this call has learned how it stands.
      if (result.outcome === 'UNKNOWN' || userErrors === null)
        unit.audit({
          subject: new RowRef('Payment', target.pk),
          accountId: target.accountId,
          before: {},
          after: { refundReported: result.outcome },
        });
      return { payment: new RowRef('Payment', target.pk), userErrors: userErrors ?? [] };
    });
  }

  /** Makes the refund, or says its outcome: under its key it is made once. */
  async ask({
    attemptKey,
    amount,
    currency,
    gateway,
    chargeReference,
  }: RefundRow): Promise<RefundResult> {
    // Money that came by bank transfer goes back that way: staff have seen to it.
    if (gateway === null) return { outcome: 'SUCCEEDED', reference: 'bank transfer' };
    if (this.charges.gateway?.name !== gateway || chargeReference === null || attemptKey === null)
      return { outcome: 'UNKNOWN' };
    const request = { key: attemptKey, charge: chargeReference, amount, currency };
    return this.charges.gateway.refund(request);
  }

  /**
   * Writes down the outcome of a refund: payment, invoices, ledger.
   * @returns what to tell; null when somebody else had settled it.
   */
  async settle(
    unit: Unit,
    scope: Scope,
    key: number,
    result: RefundResult,
    now: Date,
  ): Promise<readonly Reason[] | null> {
    const refunds = new RefundRepository(unit.tx);
    const { accountId } = await refunds.byKey(scope, key, false);
    await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
    const refund = await refunds.byKey(scope, key, true);
    if (refund.status !== 'PENDING') return null;
    if (result.outcome === 'UNKNOWN') return [PENDING];
    const payment = await new RefundablePaymentRepository(unit.tx).lockPayment(
      scope,
      refund.paymentId,
    );
    if (result.outcome === 'SUCCEEDED') {
      await settleRefund(unit, scope, { refund, payment, now }, result.reference);
      return [];
    }
    await refuseRefund(unit, scope, { refund, payment, now }, result.message);
    return [{ code: 'REFUND_REFUSED', message: result.message }];
  }

  private async begin(
    call: Call,
    { amount: typed, reason }: RefundPaymentInput,
    { pk, accountId }: PaymentRow,
  ): Promise<number> {
    return call.prepare(async (unit, record) => {
      const { scope, now } = call;
      await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
      const refunds = new RefundRepository(unit.tx);
      const payment = await new RefundablePaymentRepository(unit.tx).lockPayment(scope, pk);
      const refused = decideRefund(payment);
      if (refused !== null) throw new Refusal(refused);
      if (payment.gateway !== null && payment.gateway !== this.charges.gateway?.name)
        this.charges.available();
      const amount = this.amountOf(payment, typed ?? null);
      const attemptKey = randomBytes(16).toString('hex');
      const askAt = new Date(now.getTime() + ASK_AFTER);
      const key = await refunds.add(scope, payment, { amount, reason, attemptKey, now, askAt });
      unit.audit({
        subject: new RowRef('Payment', pk),
        accountId,
        before: {},
        after: { refundAsked: formatMinor(amount, payment.currency) },
        reason,
      });
      record({ refund: key });
      return key;
    });
  }

  private amountOf(payment: LockedPayment, typed: string | null): bigint {
    const most = refundable(payment);
    const amount = typed === null ? most : typedAmount(typed, payment.currency, ['amount']);
    if (amount <= most) return amount;
    throw new Refusal({
      code: 'MORE_THAN_PAID',
      message: `At most ${formatMinor(most, payment.currency)} can be refunded: the rest of the payment, limited by the account credit. To refund more, credit an invoice first.`,
      field: ['amount'],
    });
  }
}

/** The refund that an earlier try of this call wrote down before it was cut off. */
function resumed({ attempt }: Call): number | null {
  if (attempt === null || typeof attempt !== 'object' || !('refund' in attempt)) return null;
  const { refund } = attempt;
  return typeof refund === 'number' ? refund : null;
}
