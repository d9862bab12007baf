import type {
  AddOnEntity,
  ProductEntity,
  SupportProductEntity,
} from '../../database/entities/product.entity';
import type { Day } from '../../domain/billing/calendar';
import type { OrderKind } from '../../domain/purchasing/order-line';
import type { DemoAccount } from './demo-account';
import type { DemoLicense } from './demo-license';

/** What becomes of an order's invoice. */
export type Settlement =
  /** Paid by card together with the order. */
  | { readonly how: 'AT_ONCE' }
  /** Paid by bank transfer, at times the half of it. */
  | { readonly how: 'TRANSFER'; readonly afterDays: number; readonly half: boolean }
  /** Paid by card later, after a number of refusals a day apart. */
  | { readonly how: 'CARD'; readonly afterDays: number; readonly refusals: number }
  /** Left to the monthly summary (R25). */
  | { readonly how: 'SUMMARY' }
  | { readonly how: 'UNPAID' }
  /** Withdrawn by staff. */
  | { readonly how: 'VOID'; readonly afterDays: number }
  /** Taken back by a credit note. */
  | { readonly how: 'CREDITED'; readonly afterDays: number };

export interface OrderLine {
  readonly kind: OrderKind;
  /** Null for support. */
  readonly license: DemoLicense | null;
  /** Of a new license, or what it became. */
  readonly product: ProductEntity | null;
  /** Add-ons that the line bought. */
  readonly addOns: readonly AddOnEntity[];
  /** Support that it bought, so many pieces of it; left out for all else. */
  readonly support?: SupportProductEntity;
  readonly quantity?: number;
  readonly description: string;
  readonly explanation: string | null;
  /** Minor units, before the discount. */
  readonly listPrice: bigint;
  /** Why there is a discount; null for none. */
  readonly discountReason: string | null;
  /** Minor units, after the discount, before tax. */
  readonly amount: bigint;
}

export interface DemoOrder {
  readonly account: DemoAccount;
  readonly placedOn: Day;
  readonly placedAt: Date;
  readonly lines: readonly OrderLine[];
  /** To be invoiced monthly (R25). */
  readonly monthly: boolean;
  readonly settlement: Settlement;
}
