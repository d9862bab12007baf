import type { Queries } from '../../database/database';
import { decideReverse } from '../../domain/billing/bank-transfer';
import { decideRemoveCard, decideUseCard } from '../../domain/billing/card';
import { decideCancelPayment } from '../../domain/billing/payment';
import { decideRefund } from '../../domain/billing/refund';
import type { Reason } from '../../domain/refusal';
import { rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { MayRemoveLastCard } from './card-removal';
import type { PaymentMethodRepository } from './payment-method.repository';
import type { PaymentMethodRow, PaymentRow } from './payment.types';
import { excessOf } from './payment-returns';
import { RefundablePaymentRepository } from './refundable-payment.repository';

/** What `viewerCan` asks of payments and cards; the mutations ask the same under the lock. */
export function paymentDecisions(
  reading: Queries,
  methods: PaymentMethodRepository,
  mayRemoveLast: MayRemoveLastCard,
) {
  const refunds = new RefundablePaymentRepository(reading);
  const refundable = (context: Context) =>
    rowLoader(
      context,
      'Payment.refundable',
      (scope, keys) => refunds.refundables(scope, keys),
      (one) => one.pk,
    );
  const reversible = (context: Context) =>
    rowLoader(
      context,
      'Payment.reversible',
      async (scope, keys) => {
        const payments = await refunds.refundables(scope, keys);
        const excess = await excessOf(reading, scope, payments);
        return payments.map((one) => ({ ...one, excess: excess.get(one.pk) ?? 0n }));
      },
      (one) => one.pk,
    );
  return {
    refundPayment: async ({ pk }: PaymentRow, context: Context): Promise<Reason | null> => {
      const payment = await refundable(context).load(pk);
      return payment && decideRefund(payment);
    },
    reverseBankTransfer: async ({ pk }: PaymentRow, context: Context): Promise<Reason | null> => {
      const payment = await reversible(context).load(pk);
      return payment && decideReverse(payment);
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
