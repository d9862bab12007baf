import fc from 'fast-check';
import { ISO_4217 } from '../../../src/domain/billing/iso-4217';
import { formatMinor } from '../../../src/domain/billing/money';
import {
  LARGEST_AMOUNT,
  LARGEST_PRICE,
  readAmount,
  typedAmount,
} from '../../../src/domain/billing/typed-amount';
import { Refusal } from '../../../src/domain/refusal';

const currencies = fc.constantFrom(...ISO_4217.keys());
const FIELD = ['amount'];

describe('R58 an amount that somebody types', () => {
  it('is the same with any zeros around it', () => {
    const zeros = fc.nat(10).map((count) => '0'.repeat(count));
    const amounts = fc.bigInt({ min: 1n, max: LARGEST_AMOUNT });
    fc.assert(
      fc.property(amounts, currencies, zeros, zeros, (minor, currency, before, behind) => {
        const written = formatMinor(minor, currency);
        const text = `${before}${written}${written.includes('.') ? behind : ''}`;
        expect(typedAmount(text, currency, FIELD)).toBe(minor);
      }),
    );
  });

  it('with decimals that its currency does not have is refused, and says so', () => {
    const digits = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.nat(10 ** 9), digits, currencies, (whole, last, currency) => {
        const has = ISO_4217.get(currency) ?? 0;
        const text = `${whole}.${'0'.repeat(has)}${last}00`;
        expect(readAmount(text, currency, FIELD)).toEqual({
          code: 'INVALID_AMOUNT',
          message: `${text} has ${has + 1} decimals, but amounts in ${currency} have ${has || 'none'}: remove the extra ones.`,
          field: FIELD,
        });
      }),
    );
  });

  it.each([
    ['0', {}, 'Give an amount above zero in EUR, such as 12.50.'],
    ['-0.00', {}, 'Give an amount above zero in EUR, such as 12.50.'],
    ['-0.01', { zero: true }, 'Give an amount not below zero in EUR, such as 12.50.'],
  ])('%s is refused', (text, bounds, message) => {
    expect(readAmount(text, 'EUR', FIELD, bounds)).toMatchObject({
      code: 'INVALID_AMOUNT',
      message,
    });
  });

  it.each([
    ['JPY', '12'],
    ['KWD', '12.500'],
  ])('in %s the example is one of the currency', (currency, example) => {
    expect(readAmount('0', currency, FIELD)).toMatchObject({
      message: `Give an amount above zero in ${currency}, such as ${example}.`,
    });
  });

  it('is zero where zero is one', () => {
    expect(typedAmount('0.000', 'EUR', FIELD, { zero: true })).toBe(0n);
  });

  it('is refused above its bound, whatever fits into the store', () => {
    const most = '9999999.99';
    expect(typedAmount(most, 'USD', FIELD, { most: LARGEST_PRICE })).toBe(LARGEST_PRICE);
    for (const text of ['10000000.00', '92233720368547758.07', '9'.repeat(40)])
      expect(readAmount(text, 'USD', FIELD, { most: LARGEST_PRICE })).toEqual({
        code: 'AMOUNT_TOO_LARGE',
        message: `The maximum is ${most} USD.`,
        field: FIELD,
      });
    expect(() => typedAmount('100000000000.00', 'USD', FIELD)).toThrow(Refusal);
  });
});
