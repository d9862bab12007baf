import type { Currency } from '../../domain/billing/money';
import type { PaymentKind, PaymentStatus } from '../../domain/billing/payment';
import type { Month } from '../../domain/billing/calendar';

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
