import type { Edition, ProductFamily } from '../../domain/catalog/catalog';

/** Products of one family and edition: level, then purchase price in whole US dollars. */
export interface PriceRow {
  readonly family: ProductFamily;
  readonly edition: Edition;
  readonly levels: readonly (readonly [level: number, purchase: number])[];
}

const row = (family: ProductFamily, edition: Edition, levels: PriceRow['levels']): PriceRow => ({
  family,
  edition,
  levels,
});

export const PRODUCT_PRICES: readonly PriceRow[] = [
  row('SMARTERMAIL', 'PROFESSIONAL', [
    [250, 499],
    [500, 799],
    [1000, 1199],
    [2500, 1999],
    [5000, 2999],
  ]),
  row('SMARTERMAIL', 'ENTERPRISE', [
    [250, 799],
    [500, 1299],
    [1000, 1899],
    [2500, 3199],
    [5000, 4799],
  ]),
  row('SMARTERTRACK', 'PROFESSIONAL', [
    [5, 599],
    [10, 999],
    [25, 1999],
    [50, 3499],
    [100, 5999],
  ]),
  row('SMARTERTRACK', 'ENTERPRISE', [
    [5, 899],
    [10, 1499],
    [25, 2999],
    [50, 5249],
    [100, 8999],
  ]),
  row('SMARTERSTATS', 'PROFESSIONAL', [
    [50, 199],
    [250, 399],
    [1000, 799],
    [5000, 1499],
  ]),
  row('SMARTERSTATS', 'ENTERPRISE', [
    [50, 319],
    [250, 639],
    [1000, 1279],
    [5000, 2399],
  ]),
];

/** An add-on with its purchase price in whole US dollars. */
export interface AddOnPrice {
  readonly code: string;
  readonly family: ProductFamily;
  readonly name: string;
  readonly requiresEnterprise: boolean;
  readonly purchase: number;
}

const addOn = (
  family: ProductFamily,
  code: string,
  name: string,
  purchase: number,
  requiresEnterprise = false,
): AddOnPrice => ({ code, family, name, requiresEnterprise, purchase });

export const ADD_ON_PRICES: readonly AddOnPrice[] = [
  addOn('SMARTERMAIL', 'exchange-activesync', 'Exchange ActiveSync', 349, true),
  addOn('SMARTERMAIL', 'exchange-web-services', 'Exchange Web Services', 299, true),
  addOn('SMARTERMAIL', 'premium-antispam', 'Premium Antispam', 199),
  addOn('SMARTERMAIL', 'premium-antivirus', 'Premium Antivirus', 179),
  addOn('SMARTERTRACK', 'live-chat', 'Live Chat', 399, true),
  addOn('SMARTERTRACK', 'branded-portal', 'Branded Portal', 149),
  addOn('SMARTERSTATS', 'custom-reports', 'Custom Reports', 129, true),
  addOn('SMARTERSTATS', 'site-monitoring', 'Site Monitoring', 99),
];

/** Support by the piece, with its price in whole US dollars. */
export const SUPPORT_PRICES: readonly {
  readonly code: string;
  readonly name: string;
  readonly purchase: number;
}[] = [
  { code: 'support-incident', name: 'Support Incident', purchase: 149 },
  { code: 'emergency-incident', name: 'Emergency Support Incident', purchase: 399 },
];
