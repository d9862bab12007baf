const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const FORM = /^[A-Z]{2}$/;
/** Codes that stand for no country: groups, tests and the unknown. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'QO', 'ZZ']);

/** Is it a country, as ISO 3166-1 alpha-2 writes it: `DE`? */
export const isCountry = (code: string): boolean =>
  FORM.test(code) && !NO_COUNTRY.has(code) && NAMES.of(code) !== undefined;
