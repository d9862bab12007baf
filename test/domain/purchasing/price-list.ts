import type { PricedItem, PriceKind } from '../../../src/domain/catalog/catalog';
import type {
  ChangeableLicense,
  PurchaseTerms,
  SoldAddOn,
  SoldProduct,
} from '../../../src/domain/purchasing/order-line';

export const PRO_250: SoldProduct = {
  key: 1,
  family: 'SMARTERMAIL',
  edition: 'PROFESSIONAL',
  level: 250,
  name: 'SmarterMail Professional 250',
};
export const PRO_500: SoldProduct = { ...PRO_250, key: 2, level: 500, name: 'Mail Pro 500' };
export const ENT_250: SoldProduct = {
  ...PRO_250,
  key: 3,
  edition: 'ENTERPRISE',
  name: 'Mail Ent 250',
};
export const ENT_500: SoldProduct = { ...ENT_250, key: 4, level: 500, name: 'Mail Ent 500' };
export const STATS: SoldProduct = { ...PRO_500, key: 5, family: 'SMARTERSTATS', name: 'Stats' };
export const UNPRICED: SoldProduct = { ...ENT_500, key: 6, level: 900, name: 'Mail Ent 900' };

export const SPAM: SoldAddOn = {
  key: 1,
  family: 'SMARTERMAIL',
  name: 'Antispam',
  requiresEnterprise: false,
};
export const SYNC: SoldAddOn = { ...SPAM, key: 2, name: 'ActiveSync', requiresEnterprise: true };
export const CHAT: SoldAddOn = { ...SPAM, key: 3, name: 'Chat', family: 'SMARTERTRACK' };
export const INCIDENT = { key: 1, name: 'Support Incident' };

/** In cents: purchase, twelve months, surcharge. */
const PRODUCTS: Readonly<Record<number, readonly [bigint, bigint, bigint]>> = {
  1: [49_900n, 11_000n, 5_000n],
  2: [79_900n, 17_600n, 8_000n],
  3: [79_900n, 17_601n, 8_000n],
  4: [129_900n, 28_600n, 13_000n],
  5: [39_900n, 8_800n, 4_000n],
};
const ADD_ONS: Readonly<Record<number, readonly [bigint, bigint]>> = {
  1: [19_999n, 4_400n],
  2: [34_900n, 7_700n],
  3: [39_900n, 8_800n],
};

export const priceOf = (item: PricedItem, key: number, kind: PriceKind): bigint | null => {
  if (item === 'SUPPORT_PRODUCT') return kind === 'PURCHASE' && key === 1 ? 14_900n : null;
  const kinds = ['PURCHASE', 'MAINTENANCE', 'REINSTATEMENT'];
  return (item === 'PRODUCT' ? PRODUCTS : ADD_ONS)[key]?.[kinds.indexOf(kind)] ?? null;
};

export const terms = (given: Partial<PurchaseTerms> = {}): PurchaseTerms => ({
  currency: 'EUR',
  today: '2026-11-21',
  discountBasisPoints: 0,
  price: priceOf,
  latestPrice: given.price ?? priceOf,
  ...given,
});

/** Its Maintenance and Support runs until the end of March. */
export const license = (given: Partial<ChangeableLicense> = {}): ChangeableLicense => ({
  key: 7,
  origin: 'PURCHASED',
  status: 'ACTIVE',
  product: PRO_250,
  addOns: [],
  maintenance: { from: '2026-04-01', to: '2027-03-31' },
  ...given,
});
export const LAPSED = { maintenance: { from: '2025-11-21', to: '2026-11-20' } } as const;
