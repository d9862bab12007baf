import fc from 'fast-check';
import type { Day } from '../../../src/domain/billing/calendar';
import {
  isReverseCharge,
  noteAsOf,
  REVERSE_CHARGE_NOTE,
  type TaxRules,
  taxOn,
  taxTermsFor,
} from '../../../src/domain/billing/tax';

const from = (basisPoints: number, day: Day | null = null) => ({ from: day, basisPoints });
/** Takes for a VAT number what begins with its country and is marked as right. */
const RULES: TaxRules = {
  vendorCountry: 'DE',
  rates: {
    DE: [from(1600, '2020-07-01'), from(1900, '2021-01-01'), from(2000, '2027-01-01')],
    AT: [from(2000)],
    GR: [from(2400)],
    CH: [from(810)],
    GB: [from(2000)],
  },
  isVatNumberOf: (country, number) => number === `${country === 'GR' ? 'EL' : country} right`,
};
const at = (rateInBasisPoints: number): { rateInBasisPoints: number } => ({ rateInBasisPoints });

describe('taxTermsFor', () => {
  it.each([
    ['DE', null, 1900, null],
    ['AT', null, 2000, null],
    ['AT', '', 2000, null],
    ['AT', '  ', 2000, null],
    ['AT', 'AT right', 0, REVERSE_CHARGE_NOTE],
    ['GR', 'EL right', 0, REVERSE_CHARGE_NOTE],
    // One's own country, another country's number, a wrong one, and countries that are no member states.
    ['DE', 'DE right', 1900, null],
    ['AT', 'DE right', 2000, null],
    ['AT', 'FR right', 2000, null],
    ['AT', 'AT wrong', 2000, null],
    ['AT', 'XX12', 2000, null],
    ['CH', 'CH right', 810, null],
    ['GB', 'GB right', 2000, null],
    ['US', 'US right', 0, null],
    ['US', null, 0, null],
    ['constructor', null, 0, null],
    ['__proto__', null, 0, null],
  ])('R69 an account in %s with the VAT number %j pays %i basis points, note %j', (...row) => {
    const [country, vatNumber, rateInBasisPoints, note] = row;
    const terms = taxTermsFor({ country, vatNumber }, '2026-11-21', RULES);
    expect(terms).toEqual({ rateInBasisPoints, note });
  });

  it.each([
    ['2020-06-30', 0],
    ['2020-07-01', 1600],
    ['2020-12-31', 1600],
    ['2021-01-01', 1900],
    ['2026-12-31', 1900],
    ['2027-01-01', 2000],
    ['9999-12-31', 2000],
  ] as const)('R69 rates have days: on %s it is %i', (day, rateInBasisPoints) => {
    const germany = { country: 'DE', vatNumber: null };
    expect(taxTermsFor(germany, day, RULES)).toEqual({ rateInBasisPoints, note: null });
    expect(taxTermsFor({ country: 'AT', vatNumber: null }, day, RULES).rateInBasisPoints).toBe(
      2000,
    );
  });

  it('R69 where nothing is configured nobody is taxed', () => {
    const rules: TaxRules = { ...RULES, rates: {} };
    const germany = { country: 'DE', vatNumber: null };
    expect(taxTermsFor(germany, '2026-11-21', rules).rateInBasisPoints).toBe(0);
  });

  it.each([-1, 0.5, NaN, Infinity])('R69 the rate %d is refused', (rate) => {
    const rules: TaxRules = { ...RULES, rates: { DE: [from(rate)] } };
    const germany = { country: 'DE', vatNumber: null };
    expect(() => taxTermsFor(germany, '2026-11-21', rules)).toThrow(RangeError);
    expect(() => taxOn(100n, at(rate))).toThrow(RangeError);
  });

  it('R69 the note of reverse charge names it', () => {
    expect(REVERSE_CHARGE_NOTE).toBe('Reverse charge: the recipient accounts for the VAT.');
  });
});

describe('noteAsOf', () => {
  const [dutch, german] = [
    { country: 'NL', vatNumber: 'NL004495445B01' },
    { country: 'DE', vatNumber: null },
  ];
  const of = (taxed: typeof dutch | typeof german, buyer: typeof taxed, note: string | null) =>
    noteAsOf(note, taxed, buyer, '2026-11-30');
  const DUTCH = 'Taxed as what the buyer was on 2026-11-30: in NL, with VAT number NL004495445B01.';

  it('R69 R75 says as what a buyer was taxed who is something else by now, and nothing of others', () => {
    expect(of(dutch, dutch, REVERSE_CHARGE_NOTE)).toBe(REVERSE_CHARGE_NOTE);
    expect(of(german, german, null)).toBeNull();
    expect(of(dutch, german, REVERSE_CHARGE_NOTE)).toBe(`${REVERSE_CHARGE_NOTE} ${DUTCH}`);
    expect(of(dutch, { ...dutch, vatNumber: null }, null)).toBe(DUTCH);
    expect(of(german, dutch, null)).toMatch(/: in DE, with no VAT number\.$/);
  });

  it('R69 reverse charge is known by its note, whatever else that says', () => {
    expect(isReverseCharge(of(dutch, german, REVERSE_CHARGE_NOTE))).toBe(true);
    expect([isReverseCharge(null), isReverseCharge(DUTCH)]).toEqual([false, false]);
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
