import { accountCurrency } from '../../../src/domain/billing/account-currency';
import { isCountry } from '../../../src/domain/country';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const COUNTRIES = LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter(isCountry);

describe('R69 the currency of an account', () => {
  it('is pound or euro where that is paid or nearest, and dollar everywhere else', () => {
    const of = (currency: string) =>
      COUNTRIES.filter((country) => accountCurrency(country) === currency).join(' ');
    expect(of('GBP')).toBe('GB GG IM JE');
    expect(of('EUR')).toBe(
      'AD AL AT AX BA BE BG BL CH CY CZ DE DK EE ES FI FO FR GF GI GP GR HR HU IE IS IT LI LT LU LV MC MD ME MF MK MQ MT NL NO PL PM PT RE RO RS SE SI SK SM UA VA XK YT',
    );
    expect(['US', 'JP', 'BR', 'AU', 'CA', 'ZA'].map(accountCurrency)).toEqual(Array(6).fill('USD'));
  });
});
