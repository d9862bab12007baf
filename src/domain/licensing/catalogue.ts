export const ProductFamily = {
  SMARTERMAIL: 'SMARTERMAIL',
  SMARTERTRACK: 'SMARTERTRACK',
  SMARTERSTATS: 'SMARTERSTATS',
} as const;
export type ProductFamily = keyof typeof ProductFamily;

export const Edition = { PROFESSIONAL: 'PROFESSIONAL', ENTERPRISE: 'ENTERPRISE' } as const;
export type Edition = keyof typeof Edition;

/** What a level counts, by family (R21). */
export const LevelUnit = { MAILBOXES: 'MAILBOXES', AGENTS: 'AGENTS', SITES: 'SITES' } as const;
export type LevelUnit = keyof typeof LevelUnit;

const UNITS: Readonly<Record<ProductFamily, LevelUnit>> = {
  SMARTERMAIL: 'MAILBOXES',
  SMARTERTRACK: 'AGENTS',
  SMARTERSTATS: 'SITES',
};
export const unitOf = (family: ProductFamily): LevelUnit => UNITS[family];

/** For once, for a month, for twelve months of Maintenance and Support. */
export const PriceKind = {
  PURCHASE: 'PURCHASE',
  LEASE: 'LEASE',
  MAINTENANCE: 'MAINTENANCE',
} as const;
export type PriceKind = keyof typeof PriceKind;
