import type { CurrencyEntity } from '../../database/entities/currency.entity';

const EURO =
  'AD AL AT AX BA BE BG BL CH CY CZ DE DK EE ES FI FO FR GF GI GP GR HR HU IE IS IT LI LT LU LV MC MD ME MF MK MQ MT NL NO PL PM PT RE RO RS SE SI SK SM UA VA XK YT';

/** Currencies that the demo sells in: pound and euro where that is paid or nearest, dollar everywhere else. */
export const DEMO_CURRENCIES: readonly CurrencyEntity[] = [
  { code: 'USD', name: 'US dollar', countries: '', isDefault: true, withdrawnAt: null },
  { code: 'EUR', name: 'Euro', countries: EURO, isDefault: false, withdrawnAt: null },
  {
    ...{ code: 'GBP', name: 'Pound sterling', countries: 'GB GG IM JE' },
    ...{ isDefault: false, withdrawnAt: null },
  },
];
