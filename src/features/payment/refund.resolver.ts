import type { PaymentRow } from './payment.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { RefundPaymentInput, RefundPaymentPayload } from './refund.mutation-types';
import type { Refunds } from './refunds';

@Resolver()
export class RefundResolver {
  constructor(private readonly refunds: Refunds) {}

  @Write(() => RefundPaymentInput, () => RefundPaymentPayload, {
    description:
      'Refunds what was paid beyond the amount of the invoices after credits, fully or in part. Of a bank transfer nothing is sent: record the refund once the bank is to send the money back. Errors: `NOT_PAID` when the payment failed, `PAYMENT_IN_PROGRESS` when its outcome is not known yet, `PAID_FROM_CREDIT` when no money moved, `PAYMENT_REFUNDED` when it was fully refunded already, `CREDIT_APPLIED` when the credit has paid other invoices since, `CREDIT_CAME_BY_BANK` when the credit came by bank transfer and the payment by card, `NOTHING_TO_REFUND`, `REFUND_IN_PROGRESS`, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`, `MORE_THAN_PAID`, `REFUND_REFUSED` when the payment service refused it, `REFUND_PENDING` when the outcome is not known yet, `PAYMENTS_UNAVAILABLE` when no payment service is set up, or it rejects requests.',
    on: { type: 'Payment', id: 'paymentId' },
    dryRun: true,
    decided: true,
  })
  refundPayment(
    input: RefundPaymentInput,
    call: Call<PaymentRow>,
  ): Promise<Outcome<RefundPaymentPayload>> {
    return this.refunds.refund(call, input);
  }
}
