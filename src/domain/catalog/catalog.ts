import { schemaEnum } from '../schema-enum';

export const ProductFamily = schemaEnum('ProductFamily', 'Product family of the vendor.', {
  SMARTERMAIL: 'Mail server; the level counts mailboxes.',
  SMARTERTRACK: 'Help desk; the level counts agents.',
  SMARTERSTATS: 'Web statistics; the level counts sites.',
});
export type ProductFamily = keyof typeof ProductFamily;

export const Edition = schemaEnum('Edition', 'Edition of a product.', {
  PROFESSIONAL: 'The smaller edition.',
  ENTERPRISE: 'The larger edition; some add-ons need it.',
});
export type Edition = keyof typeof Edition;

/** What a level counts, by family (R21). */
export const LevelUnit = schemaEnum('LevelUnit', 'Unit that the level of a product counts.', {
  MAILBOXES: 'Mailboxes.',
  AGENTS: 'Agents.',
  SITES: 'Sites.',
});
export type LevelUnit = keyof typeof LevelUnit;

const UNITS: Readonly<Record<ProductFamily, LevelUnit>> = {
  SMARTERMAIL: 'MAILBOXES',
  SMARTERTRACK: 'AGENTS',
  SMARTERSTATS: 'SITES',
};
export const unitOf = (family: ProductFamily): LevelUnit => UNITS[family];

export const FAMILY_NAMES: Readonly<Record<ProductFamily, string>> = {
  SMARTERMAIL: 'SmarterMail',
  SMARTERTRACK: 'SmarterTrack',
  SMARTERSTATS: 'SmarterStats',
};
const EDITION_NAMES: Readonly<Record<Edition, string>> = {
  PROFESSIONAL: 'Professional',
  ENTERPRISE: 'Enterprise',
};

/** Name for people: `SmarterMail Enterprise 250`. */
export const productName = (family: ProductFamily, edition: Edition, level: number): string =>
  `${FAMILY_NAMES[family]} ${EDITION_NAMES[edition]} ${level}`;

/**
 * For once; for a month; for twelve months of Maintenance and Support; on top of those twelve months when
 * it had lapsed (R23).
 */
export const PriceKind = schemaEnum('PriceKind', 'Kind of price.', {
  PURCHASE: 'Purchase; for a license, with 12 months of Maintenance and Support.',
  LEASE: 'Lease for one month.',
  MAINTENANCE: '12 months of Maintenance and Support.',
  REINSTATEMENT: 'Surcharge on 12 months of Maintenance and Support after a lapse.',
});
export type PriceKind = keyof typeof PriceKind;

/** What has a price. */
export const PricedItem = {
  PRODUCT: 'PRODUCT',
  ADD_ON: 'ADD_ON',
  SUPPORT_PRODUCT: 'SUPPORT_PRODUCT',
} as const;
export type PricedItem = keyof typeof PricedItem;

/** Prices that each can have. */
export const PRICE_KINDS: Readonly<Record<PricedItem, readonly PriceKind[]>> = {
  PRODUCT: ['PURCHASE', 'LEASE', 'MAINTENANCE', 'REINSTATEMENT'],
  ADD_ON: ['PURCHASE', 'LEASE', 'MAINTENANCE'],
  SUPPORT_PRODUCT: ['PURCHASE'],
};
