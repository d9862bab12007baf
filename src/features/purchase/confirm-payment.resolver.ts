import type { PaymentRow } from '../payment/payment.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perPerson } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import {
  CancelPaymentInput,
  CancelPaymentPayload,
  ConfirmPaymentInput,
  ConfirmPaymentPayload,
} from './confirm-payment.mutation-types';
import type { ConfirmPaymentService } from './confirm-payment.service';

/** Payments that their payer confirms with their bank. */
@Resolver()
export class ConfirmPaymentResolver {
  constructor(private readonly service: ConfirmPaymentService) {}

  @Write(() => ConfirmPaymentInput, () => ConfirmPaymentPayload, {
    description:
      'Asks the payment service for the status of a payment that its payer confirms with their bank, and completes the invoices or the order that it pays. Call it again, without an idempotency key, while it returns `PAYMENT_ACTION_REQUIRED` or `PAYMENT_PENDING`; a settled payment is returned unchanged. The payment of an order needs the permissions for its lines, or `PAY_INVOICES`. Errors: `AUTHENTICATION_REQUIRED` when the payer did not confirm, and those of cards as for `payInvoice`.',
    on: { type: 'Payment', id: 'paymentId' },
    dryRun: true,
    limits: [perPerson(120, 60)],
  })
  confirmPayment(
    _input: ConfirmPaymentInput,
    call: Call<PaymentRow>,
  ): Promise<Outcome<ConfirmPaymentPayload>> {
    return this.service.confirm(call);
  }

  @Write(() => CancelPaymentInput, () => CancelPaymentPayload, {
    description:
      'Cancels a payment that its payer has not confirmed yet: nothing is charged, its order is not placed, and the cart is unchanged. Errors: `NOTHING_TO_CANCEL` when the payment is not pending confirmation, `PAYMENT_SUCCEEDED` when it was confirmed meanwhile, `PAYMENT_PENDING` when the outcome is not known yet.',
    on: { type: 'Payment', id: 'paymentId' },
    dryRun: true,
    decided: true,
    limits: [perPerson(60, 60)],
  })
  cancelPayment(
    _input: CancelPaymentInput,
    call: Call<PaymentRow>,
  ): Promise<Outcome<CancelPaymentPayload>> {
    return this.service.cancel(call);
  }
}
