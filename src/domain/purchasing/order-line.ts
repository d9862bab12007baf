import type { Day } from '../billing/calendar';
import type { Currency } from '../billing/money';
import type { Edition, PricedItem, PriceKind, ProductFamily } from '../catalog/catalog';
import type { LicenseOrigin, LicenseStatus } from '../licensing/license';
import type { Cover } from '../licensing/maintenance';
import { schemaEnum } from '../schema-enum';

/** What can be purchased (R23), and support incidents (R21). */
export const OrderKind = schemaEnum('OrderKind', 'Kind of a line of a cart or an order.', {
  NEW: 'New licenses, with 12 months of Maintenance and Support.',
  MODIFY: 'Upgrade to a larger edition or level, for the difference in price.',
  ADD_ON: 'Add-ons; Maintenance and Support must be current.',
  RENEW: '12 more months of Maintenance and Support, from its end.',
  REINSTATE: '12 months of lapsed Maintenance and Support, from today, with a surcharge.',
  SUPPORT_INCIDENT: 'A support product, by the piece.',
});
export type OrderKind = keyof typeof OrderKind;

/** For whom a line is bought (R26). */
export const LineUse = schemaEnum('LineUse', 'Purpose of a purchase.', {
  PERSONAL: 'For the account itself: needs MAKE_PURCHASES.',
  RESOLD: 'For resale, or for a resold license: needs RESELLER.',
});
export type LineUse = keyof typeof LineUse;

export interface SoldProduct {
  readonly key: number;
  readonly family: ProductFamily;
  readonly edition: Edition;
  readonly level: number;
  readonly name: string;
}

export interface SoldAddOn {
  readonly key: number;
  readonly family: ProductFamily;
  readonly name: string;
  readonly requiresEnterprise: boolean;
}

export interface SoldSupport {
  readonly key: number;
  readonly name: string;
}

/** A license that something is bought for, as far as that depends on it. */
export interface ChangeableLicense {
  readonly key: number;
  readonly origin: LicenseOrigin;
  readonly status: LicenseStatus;
  readonly product: SoldProduct;
  readonly addOns: readonly SoldAddOn[];
  /** Days of Maintenance and Support; null where there is none, as on a lease. */
  readonly maintenance: Cover | null;
}

/** What somebody asks for. A license is named by its key in the store. */
export type OrderedLine =
  | {
      readonly kind: 'NEW';
      readonly product: SoldProduct;
      readonly addOns: readonly SoldAddOn[];
      readonly quantity: number;
    }
  | { readonly kind: 'MODIFY'; readonly license: number; readonly product: SoldProduct }
  | { readonly kind: 'ADD_ON'; readonly license: number; readonly addOns: readonly SoldAddOn[] }
  | { readonly kind: 'RENEW' | 'REINSTATE'; readonly license: number }
  | {
      readonly kind: 'SUPPORT_INCIDENT';
      readonly support: SoldSupport;
      readonly quantity: number;
    };

/** A list price in minor units. */
export type ListPrice = (item: PricedItem, key: number, kind: PriceKind) => bigint | null;

/** Under what terms an account buys. */
export interface PurchaseTerms {
  readonly currency: Currency;
  readonly today: Day;
  /** A reseller's discount in hundredths of a percent; 0 for none (R24). */
  readonly discountBasisPoints: number;
  /** Today's list price in minor units; null when it is not sold that way, or not any more. */
  readonly price: ListPrice;
  /** The same, but the last one of what is not sold any more; null for what never was. */
  readonly latestPrice: ListPrice;
}

/** A line with its price, in minor units before tax. */
export interface PricedLine {
  readonly description: string;
  /** The arithmetic in words, down to the amount. */
  readonly explanation: string;
  readonly quantity: number;
  /** Of the whole quantity. */
  readonly listPrice: bigint;
  readonly discount: bigint;
  /** Why there is a discount; null for none. */
  readonly discountReason: string | null;
  /** What is paid: the list price less the discount. */
  readonly amount: bigint;
  /** The license as the line makes it; null for what is new, and for support. */
  readonly license: ChangeableLicense | null;
  /** Maintenance and Support that new licenses start with; null for everything else. */
  readonly cover: Cover | null;
}
