import type { Currency } from '../../domain/billing/money';
import type { PaymentKind, PaymentStatus } from '../../domain/billing/payment';
import type { Month } from '../../domain/billing/calendar';
import { PaymentEntity } from '../../database/entities/payment.entity';
import { orNull, text } from '../../database/computed';
import { type RowOf, pick, select } from '../../database/select';
import { table } from '../../database/table';

/** An attempt as it stands. */
export interface Attempt {
  readonly pk: number;
  readonly accountId: number;
  readonly kind: PaymentKind;
  readonly methodKey: number | null;
  readonly membershipId: number | null;
  readonly automatic: boolean;
  readonly orderId: number | null;
  readonly status: PaymentStatus;
  readonly currency: Currency;
  readonly amount: bigint;
  readonly gateway: string | null;
  readonly attemptKey: string | null;
  readonly charge: string | null;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly attemptedAt: Date;
  readonly asked: number;
  /** `Visa ending in 4242`; null when it was no card. */
  readonly card: string | null;
  readonly tokenId: number | null;
  readonly spentMonth: Month | null;
  /** Until when its payer may confirm it with their bank; null where nobody has to. */
  readonly confirmBy: Date | null;
}

const y = table(PaymentEntity, 'y');

export const SELECT_ATTEMPT = select({
  pk: y.id,
  ...pick(y, 'accountId', 'kind'),
  methodKey: y.paymentMethodId,
  ...pick(
    y,
    'membershipId',
    'automatic',
    'orderId',
    'status',
    'currency',
    'amount',
    'gateway',
    'attemptKey',
    'charge',
    'failureCode',
    'failure',
    'attemptedAt',
    'asked',
    'tokenId',
    'spentMonth',
    'confirmBy',
  ),
  card: orNull(
    text(
      `(SELECT CONCAT(d.brand, ' ending in ', d.last4) FROM payment_methods d WHERE d.id = y.payment_method_id)`,
    ),
  ),
}).from('payments y');

export const toAttempt = (row: RowOf<typeof SELECT_ATTEMPT>): Attempt => ({
  ...row,
  amount: BigInt(row.amount),
  automatic: row.automatic === 1,
});
