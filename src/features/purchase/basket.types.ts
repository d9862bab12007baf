import type { Currency } from '../../domain/billing/money';
import type { TaxedParty, TaxTerms } from '../../domain/billing/tax';
import type { BasketTotals, Offer } from '../../domain/purchasing/basket';
import type {
  ChangeableLicense,
  LineUse,
  OrderKind,
  SoldAddOn,
  SoldProduct,
  SoldSupport,
} from '../../domain/purchasing/order-line';

/** A line as somebody asked for it: keys of rows, as far as its kind has them. */
export interface WantedLine {
  readonly kind: OrderKind;
  readonly use: LineUse;
  /** Of a new license, or what one is to become. */
  readonly product: number | null;
  readonly support: number | null;
  readonly license: number | null;
  readonly addOns: readonly number[];
  readonly quantity: number;
}

/** What an account's prices depend on (R24, R69). */
export interface Buyer {
  readonly currency: Currency;
  readonly discountBasisPoints: number;
  /** Whose country and VAT number decide the tax. */
  readonly taxed: TaxedParty;
}

/** Rows that lines name, by their keys. What is not in reach is not there. */
export interface BasketFacts {
  readonly products: ReadonlyMap<number, SoldProduct>;
  readonly addOns: ReadonlyMap<number, SoldAddOn>;
  readonly support: ReadonlyMap<number, SoldSupport>;
  readonly licenses: ReadonlyMap<number, ChangeableLicense & { readonly accountId: number }>;
}

/** Lines with what they cost, and what that comes to. */
export interface Basket {
  readonly buyer: Buyer & { readonly tax: TaxTerms };
  /** Of each line, in its order. */
  readonly offers: readonly Offer[];
  /** What of the tax falls on each line; null where the line has no price. */
  readonly taxes: readonly (bigint | null)[];
  readonly totals: BasketTotals;
}
