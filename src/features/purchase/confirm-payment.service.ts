import { decideCancelPayment } from '../../domain/billing/payment';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome, type OutcomeValue } from '../../graphql/outcome';
import { AccessDenied } from '../../permissions/access-denied';
import { untilNobodyIsInTheWay } from '../batch-result';
import { ASSUMED, endOf, type AttemptEnd } from '../payment/attempt-end';
import { actionOutcome, reasonsOf } from '../payment/payment-action';
import type { Attempt } from '../payment/attempt.types';
import type { GatewayCharges } from '../payment/gateway-charges';
import { PaymentAttemptRepository } from '../payment/payment-attempt.repository';
import type { SettledAttempt } from '../payment/payment-settlement';
import type { Payments } from '../payment/payments';
import type { CancelPaymentPayload, ConfirmPaymentPayload } from './confirm-payment.mutation-types';
import { OrderWritesRepository } from './order-writes.repository';
import { assertMayBuy } from './wanted';

const SUCCEEDED: Reason = {
  code: 'PAYMENT_SUCCEEDED',
  message: 'The payment was confirmed meanwhile: the card was charged.',
};

/** Finishes payments that their payer confirms with their bank, or calls them off. */
export class ConfirmPaymentService {
  constructor(
    private readonly payments: Payments,
    private readonly charges: GatewayCharges,
  ) {}

  /** @throws FORBIDDEN. */
  async confirm(call: Call): Promise<Outcome<ConfirmPaymentPayload>> {
    const attempt = await this.attempt(call);
    const answer = (settled: SettledAttempt): Outcome<ConfirmPaymentPayload> => ({
      ...this.rows(settled.attempt),
      paymentAction: actionOutcome(settled),
      userErrors: reasonsOf(settled.end).map(({ code, message }) => ({ code, message })),
    });
    const isSettled = attempt.status !== 'PENDING';
    const end = call.dryRun && !isSettled ? ASSUMED : await this.charges.look(attempt);
    return isSettled || end.status === 'PENDING'
      ? call.withoutWrite(answer({ attempt, end, first: false }))
      : this.settle(call, attempt, end, answer);
  }

  /** @throws FORBIDDEN; Refusal NOTHING_TO_CANCEL. */
  async cancel(call: Call): Promise<Outcome<CancelPaymentPayload>> {
    const attempt = await this.attempt(call);
    const refused = decideCancelPayment({
      status: attempt.status,
      confirmationPending: attempt.confirmBy !== null,
    });
    if (refused !== null) throw new Refusal(refused);
    const answer = ({ attempt: { pk }, end }: SettledAttempt): Outcome<CancelPaymentPayload> => ({
      payment: new RowRef('Payment', pk),
      userErrors:
        end.status === 'SUCCEEDED' ? [SUCCEEDED] : end.status === 'FAILED' ? [] : reasonsOf(end),
    });
    const declined = {
      outcome: 'DECLINED',
      reason: 'AUTHENTICATION_REQUIRED',
      card: null,
    } as const;
    const end = call.dryRun ? endOf(declined) : await this.charges.callOff(attempt);
    if (end.status === 'PENDING') return call.withoutWrite(answer({ attempt, end, first: false }));
    return this.settle(call, attempt, end, answer);
  }

  private settle<Payload extends object>(
    call: Call,
    asked: Attempt,
    end: AttemptEnd,
    answer: (settled: SettledAttempt) => Outcome<Payload>,
  ): Promise<Outcome<Payload>> {
    return untilNobodyIsInTheWay(() =>
      call.commit(async (unit) => {
        const how = { asked, dryRun: call.dryRun };
        return answer((await this.payments.report(call, unit, asked, end, how)).settled);
      }),
    );
  }

  private rows({ pk, orderId }: Attempt): { payment: RowRef; order: OutcomeValue } {
    return {
      payment: new RowRef('Payment', pk),
      order: orderId === null ? null : new RowRef('Order', orderId),
    };
  }

  /** The payment, if it is one that the caller could have begun. @throws FORBIDDEN. */
  private attempt(call: Call): Promise<Attempt> {
    const { pk, grants } = call.target;
    const owner = grants.OWNER;
    return call.prepare(async ({ tx }) => {
      const attempt = await new PaymentAttemptRepository(tx).byKey(call.scope, pk);
      if (owner === null || owner.writable.has('PAY_INVOICES')) return attempt;
      if (attempt.orderId === null)
        throw new AccessDenied({
          code: 'FORBIDDEN',
          missingPermission: 'PAY_INVOICES',
          grantableBy: owner.holder ? null : owner.holderName,
        });
      for (const use of await new OrderWritesRepository(tx).uses(call.scope, attempt.orderId))
        assertMayBuy(owner, use);
      return attempt;
    });
  }
}
