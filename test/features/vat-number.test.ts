import fc from 'fast-check';
import { isMemberState, taxTermsFor } from '../../src/domain/billing/tax';
import {
  decideVatNumber,
  isVatNumberOf,
  readVatNumber,
} from '../../src/features/account/vat-number';
import { taxRules } from '../support/tax-rules';

/** Numbers of every member state whose check digits are right, some of persons and of groups among them. */
const RIGHT =
  `ATU10223006 BE0411905847 BG0000100159 BG104593240 BG7523169263 BG7111042925 CY00532445O CZ25123891 CZ46505334 DE136695976
  DK13585628 EE100594102 EL094259216 ES54362315K ESB58378431 ESX2482300W FI20774740 FR40303265045 FRK7399859412
  HR33392005961 HU12892312 IE6433435F IE6433435OA IT00743110157 LT119511515 LT100001919017 LU15027442 LV40003521600
  MT11679112 NL004495445B01 NL123456789B13 PL8567346215 PT501964843 RO18547290 SE556188840401 SI50223054
  SK2022749619`.split(/\s+/);
const countryOf = (number: string): string => (number.startsWith('EL') ? 'GR' : number.slice(0, 2));
const RATES = {
  ...{ DE: 1900, AT: 2000, FR: 2000, GR: 2400, US: 700, GB: 2000, CH: 810 },
  ...{ IN: 1800, SG: 900, JP: 1000 },
};

describe('VAT numbers', () => {
  it.each(RIGHT)('R69 %s is one, of its country alone', (number) => {
    const country = countryOf(number);
    expect(isMemberState(country)).toBe(true);
    expect(readVatNumber(number)).toBe(number);
    expect(
      readVatNumber(
        ` ${number.slice(0, 2).toLowerCase()} ${number.slice(2, 5)}.${number.slice(5)} `,
      ),
    ).toBe(number);
    expect(isVatNumberOf(country, number)).toBe(true);
    expect(decideVatNumber(country, number)).toBeNull();
    for (const other of ['DE', 'AT', 'FR', 'US', 'GB'].filter((one) => one !== country)) {
      expect(isVatNumberOf(other, number)).toBe(false);
      expect(decideVatNumber(other, number)).toMatchObject({
        code: 'VAT_NUMBER_OF_ANOTHER_COUNTRY',
      });
    }
  });

  // The last digits of some count the businesses of one number.
  const CHECKED = RIGHT.filter((number) => !/^(BG|NL|SE)/.test(number));
  it.each(CHECKED)('R69 %s with another digit is none, and pays what everybody pays', (number) => {
    const rules = taxRules(RATES);
    const country = countryOf(number);
    const wrong = number.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
    const { note } = taxTermsFor({ country, vatNumber: wrong }, '2026-11-21', rules);
    expect([readVatNumber(wrong), note]).toEqual([null, null]);
  });

  it.each([
    ...[
      'XX12',
      'US12',
      'DE',
      'DE1',
      'D€123',
      'EU372008134',
      'ZZ123456789',
      'UK980780684',
      '136695976',
    ],
    ...['GB123456789', 'CHE123456789', 'NO123456789MVA', '', ' ', 'constructor', '__proto__'],
    // Their check digits are right, and they are nobody's.
    ...['PL0000000000', 'GB000000000', 'NL000000000B00', 'NL000000000B01', 'SE000000000001'],
    ...['IN27AAPFU0939F1ZA', 'BG7523169264'],
  ])('R69 %j is none', (number) => {
    expect(readVatNumber(number)).toBeNull();
  });

  it.each([
    ['GB', 'GB980780684'],
    ['GB', 'XI980780684'],
    ['CH', 'CHE100155212MWST'],
    ['IN', 'IN27AAPFU0939F1ZV'],
    ['SG', 'SGM90367530L'],
    ['JP', 'JPT7000012050002'],
  ])('R69 of %s, which is no member state, %s is known and changes no tax', (country, number) => {
    expect(readVatNumber(number)).toBe(number);
    const { rateInBasisPoints, note } = taxTermsFor(
      { country, vatNumber: number },
      '2026-11-21',
      taxRules(RATES),
    );
    expect([rateInBasisPoints > 0, note]).toEqual([true, null]);
  });

  it('R69 nothing that is typed at random brings reverse charge', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc
        .tuple(fc.constantFrom('AT', 'FR', 'EL'), fc.string({ maxLength: 12 }))
        .map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom('DE', 'AT', 'FR', 'GR', 'US'), (vatNumber, country) => {
        const { note } = taxTermsFor({ country, vatNumber }, '2026-11-21', taxRules(RATES));
        const right = readVatNumber(vatNumber) !== null && isVatNumberOf(country, vatNumber);
        expect(note !== null).toBe(right && country !== 'DE' && country !== 'US');
      }),
    );
  });
});
