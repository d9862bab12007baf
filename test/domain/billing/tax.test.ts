import fc from 'fast-check';
import {
  REVERSE_CHARGE_NOTE,
  type TaxRules,
  taxOn,
  taxTermsFor,
} from '../../../src/domain/billing/tax';

const RULES: TaxRules = {
  vendorCountry: 'DE',
  ratesInBasisPoints: { DE: 1900, AT: 2000, CH: 810 },
};
const at = (rateInBasisPoints: number): { rateInBasisPoints: number } => ({ rateInBasisPoints });

describe('taxTermsFor', () => {
  it.each([
    ['DE', null, 1900, null],
    ['DE', 'DE123456789', 1900, null],
    ['AT', null, 2000, null],
    ['AT', '', 2000, null],
    ['AT', '  ', 2000, null],
    ['AT', 'ATU12345678', 0, REVERSE_CHARGE_NOTE],
    ['US', null, 0, null],
    ['US', '12-3456789', 0, REVERSE_CHARGE_NOTE],
    ['constructor', null, 0, null],
    ['__proto__', null, 0, null],
  ])('R69 an account in %s with the VAT number %j pays %i basis points, note %j', (...row) => {
    const [country, vatNumber, rateInBasisPoints, note] = row;
    expect(taxTermsFor({ country, vatNumber }, RULES)).toEqual({ rateInBasisPoints, note });
  });

  it('R69 where nothing is configured nobody is taxed', () => {
    const rules: TaxRules = { vendorCountry: 'DE', ratesInBasisPoints: {} };
    expect(taxTermsFor({ country: 'DE', vatNumber: null }, rules).rateInBasisPoints).toBe(0);
  });

  it.each([-1, 0.5, NaN, Infinity])('R69 the rate %d is refused', (rate) => {
    const rules: TaxRules = { vendorCountry: 'DE', ratesInBasisPoints: { DE: rate } };
    expect(() => taxTermsFor({ country: 'DE', vatNumber: null }, rules)).toThrow(RangeError);
    expect(() => taxOn(100n, at(rate))).toThrow(RangeError);
  });

  it('R69 the note of reverse charge names it', () => {
    expect(REVERSE_CHARGE_NOTE).toBe('Reverse charge: the recipient accounts for the VAT.');
  });
});

describe('taxOn', () => {
  it.each([
    [10_000n, 1900, 1900n],
    [0n, 1900, 0n],
    [10_000n, 0, 0n],
    [2n, 1900, 0n],
    [3n, 1900, 1n],
    [50n, 100, 1n],
    [49n, 100, 0n],
    [-50n, 100, -1n],
    [-10_000n, 1900, -1900n],
    [10_001n, 1999, 1999n],
    [1n, 10_000, 1n],
  ])('R69 the tax on %s at %i basis points is %s', (subtotal, rate, tax) => {
    expect(taxOn(subtotal, at(rate))).toBe(tax);
  });

  it('R69 a credit of the whole subtotal takes back exactly the tax', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (subtotal, rate) => {
        const tax = taxOn(subtotal, at(rate));
        expect(taxOn(-subtotal, at(rate))).toBe(-tax);
        expect(tax <= subtotal).toBe(true);
      }),
    );
  });
});
