import type { PaymentRow } from './payment.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { RefundPaymentInput, RefundPaymentPayload } from './refund.inputs';
import type { Refunds } from './refunds';

@Resolver()
export class RefundResolver {
  constructor(private readonly refunds: Refunds) {}

  @Write(() => RefundPaymentInput, () => RefundPaymentPayload, {
    description:
      'Gives back what was paid beyond what the invoices ask for after credits, all of it or a part. `NOT_PAID`, `PAYMENT_IN_PROGRESS`, `PAID_FROM_CREDIT`, `PAYMENT_REFUNDED` when all of it was given back before, `CREDIT_APPLIED` when its credit has paid other invoices since, `NOTHING_TO_REFUND`, `REFUND_IN_PROGRESS`, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`, `MORE_THAN_PAID`, `REFUND_REFUSED`, `REFUND_PENDING`, `PAYMENTS_UNAVAILABLE`.',
    on: { type: 'Payment', id: 'paymentId' },
    rehearsable: true,
    decided: true,
  })
  refundPayment(
    input: RefundPaymentInput,
    call: Call<PaymentRow>,
  ): Promise<Outcome<RefundPaymentPayload>> {
    return this.refunds.refund(call, input);
  }
}
