import { accountCurrency } from '../../../src/domain/billing/account-currency';

const offered = (code: string, countries: readonly string[] = [], given: object = {}) => ({
  ...{ code, countries, isDefault: false, withdrawn: false },
  ...given,
});
const CURRENCIES = [
  offered('CHF', [], { isDefault: true }),
  offered('EUR', ['DE', 'FR']),
  offered('JPY', ['JP']),
];

describe('R69 the currency of an account', () => {
  it.each([
    ['JP', 'JPY'],
    ['FR', 'EUR'],
    ['BR', 'CHF'],
  ])('from %s is %s: what names the country, or else the default', (country, code) => {
    expect(accountCurrency(country, CURRENCIES)).toBe(code);
  });

  it('R71 is none that is withdrawn, and without any there is no account', () => {
    const withdrawn = [...CURRENCIES.slice(0, 2), offered('JPY', ['JP'], { withdrawn: true })];
    expect(accountCurrency('JP', withdrawn)).toBe('CHF');
    expect(() => accountCurrency('JP', [])).toThrow('NO_CURRENCY');
  });
});
