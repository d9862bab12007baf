const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const FORM = /^[A-Z]{2}$/;
/** Codes that stand for no country: groups, tests, parts of countries, and the unknown. */
const NO_COUNTRY = new Set('EU EZ UN XA XB QO ZZ AC CP CQ DG EA IC TA'.split(' '));

/** Former and colloquial codes have a name too; they stand for another one: `UK` for `GB`. */
const isCurrent = (code: string): boolean => new Intl.Locale(`und-${code}`).region === code;

/** Is it a country, as ISO 3166-1 alpha-2 writes it (`DE`), or Kosovo, which it leaves out? */
export const isCountry = (code: string): boolean =>
  FORM.test(code) && !NO_COUNTRY.has(code) && isCurrent(code) && NAMES.of(code) !== undefined;
