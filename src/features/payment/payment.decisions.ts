import type { Queries } from '../../database/database';
import { decideRemoveCard, decideUseCard } from '../../domain/billing/card';
import { decideCancelPayment } from '../../domain/billing/payment';
import { decideRefund } from '../../domain/billing/refund';
import type { Reason } from '../../domain/refusal';
import { rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { MayRemoveLastCard } from './card-removal';
import type { PaymentMethodRepository } from './payment-method.repository';
import type { PaymentMethodRow, PaymentRow } from './payment.types';
import { RefundablePaymentRepository } from './refundable-payment.repository';

/** What `viewerCan` asks of payments and cards; the mutations ask the same under the lock. */
export function paymentDecisions(
  reading: Queries,
  methods: PaymentMethodRepository,
  mayRemoveLast: MayRemoveLastCard,
) {
  const refunds = new RefundablePaymentRepository(reading);
  return {
    refundPayment: async ({ pk }: PaymentRow, context: Context): Promise<Reason | null> => {
      const payment = await rowLoader(
        context,
        'Payment.refundable',
        (scope, keys) => refunds.refundables(scope, keys),
        (one) => one.pk,
      ).load(pk);
      return payment && decideRefund(payment);
    },
    cancelPayment: ({ status, confirmBy }: PaymentRow): Promise<Reason | null> =>
      Promise.resolve(decideCancelPayment({ status, confirmationPending: confirmBy !== null })),
    setDefaultPaymentMethod: ({ removed }: PaymentMethodRow): Promise<Reason | null> =>
      Promise.resolve(decideUseCard({ removed: removed === 1 })),
    removePaymentMethod: async (
      { pk, accountId, removed }: PaymentMethodRow,
      context: Context,
    ): Promise<Reason | null> => {
      const needs = rowLoader(
        context,
        'Account.needsCard',
        (scope, keys) => mayRemoveLast(reading, scope, keys),
        (one) => one.accountId,
      );
      const use = await rowLoader(
        context,
        'PaymentMethod.use',
        (scope, keys) => methods.uses(scope, keys),
        (one) => one.pk,
      ).load(pk);
      const needed = use?.last === 1 ? await needs.load(accountId) : null;
      return decideRemoveCard({
        removed: removed === 1,
        needed: needed?.reason ?? null,
        inUse: use?.inUse === 1,
      });
    },
  };
}
