import type { Currency } from './money';

const POUND = new Set(['GB', 'GG', 'IM', 'JE']);
/** Europe, as far as it is billed in euro: members of the Union, and those around it without a currency of ours. */
const EURO = new Set(
  'AD AL AT AX BA BE BG BL CH CY CZ DE DK EE ES FI FO FR GF GI GP GR HR HU IE IS IT LI LT LU LV MC MD ME MF MK MQ MT NL NO PL PM PT RE RO RS SE SI SK SM UA VA XK YT'.split(
    ' ',
  ),
);

/** The one currency of an account that is opened from a country (ISO 3166-1 alpha-2) (R69). */
export const accountCurrency = (country: string): Currency =>
  POUND.has(country) ? 'GBP' : EURO.has(country) ? 'EUR' : 'USD';
