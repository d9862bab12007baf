import fc from 'fast-check';
import { ISO_4217 } from '../../../src/domain/billing/iso-4217';
import { moneyText } from '../../../src/domain/billing/money-text';
import { divideHalfUp, formatMinor, parseMinor, sum } from '../../../src/domain/billing/money';

const currencies = fc.constantFrom(...ISO_4217.keys());
const stored = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });

describe('formatMinor', () => {
  it.each([
    [0n, '0.00'],
    [1n, '0.01'],
    [-1n, '-0.01'],
    [10n, '0.10'],
    [-10n, '-0.10'],
    [99n, '0.99'],
    [-99n, '-0.99'],
    [100n, '1.00'],
    [-100n, '-1.00'],
    [2000n, '20.00'],
    [-123456n, '-1234.56'],
    [9_223_372_036_854_775_807n, '92233720368547758.07'],
  ])('R58 %s minor units are written %s, from a bigint and from a number', (minor, text) => {
    expect(formatMinor(minor, 'EUR')).toBe(text);
    if (Number.isSafeInteger(Number(minor))) {
      expect(formatMinor(Number(minor), 'EUR')).toBe(text);
    }
  });

  it.each([
    [0n, 'JPY', '0', '¥0'],
    [-5n, 'JPY', '-5', '−¥5'],
    [123_456n, 'JPY', '123456', '¥123,456'],
    [0n, 'KWD', '0.000', 'KWD 0.000'],
    [-5n, 'KWD', '-0.005', '−KWD 0.005'],
    [1_234_567n, 'KWD', '1234.567', 'KWD 1,234.567'],
    [1_234_567n, 'HUF', '12345.67', 'HUF 12,345.67'],
    [1_234n, 'IQD', '1.234', 'IQD 1.234'],
    [50n, 'CHF', '0.50', 'CHF 0.50'],
  ])('R71 %s minor units of %s are %s, and %s for people', (minor, currency, text, read) => {
    expect(formatMinor(minor, currency)).toBe(text);
    expect(moneyText(minor, currency).replace(/\u00a0/g, ' ')).toBe(read);
  });

  it('R71 every currency is written with its own decimals, for programs and for people', () => {
    fc.assert(
      fc.property(stored, currencies, (minor, currency) => {
        const digits = ISO_4217.get(currency) ?? 0;
        const texts = [formatMinor(minor, currency), moneyText(minor, currency)];
        for (const text of texts) {
          const [figures = ''] = /\d[\d,]*(\.\d+)?$/.exec(text) ?? [];
          expect(figures.split('.')[1]?.length ?? 0).toBe(digits);
          expect(figures.replace(/\D/g, '').replace(/^0+/, '')).toBe(
            minor === 0n ? '' : String(minor).replace('-', ''),
          );
        }
      }),
    );
  });

  it('R58 negative zero is plain zero', () => {
    expect(formatMinor(-0, 'USD')).toBe('0.00');
  });

  it('R58 the largest safe number is written exactly', () => {
    expect(formatMinor(Number.MAX_SAFE_INTEGER, 'GBP')).toBe('90071992547409.91');
    expect(formatMinor(Number.MIN_SAFE_INTEGER, 'GBP')).toBe('-90071992547409.91');
  });

  it.each([0.5, NaN, Infinity, 2 ** 53, -(2 ** 53)])('R58 the number %s is refused', (minor) => {
    expect(() => formatMinor(minor, 'EUR')).toThrow(RangeError);
  });

  it('R58 safe numbers and bigints of the same amount are written alike', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, (minor, currency) => {
        expect(formatMinor(minor, currency)).toBe(formatMinor(BigInt(minor), currency));
      }),
    );
  });

  it.each(['DEM', 'XAU', 'eur', 'constructor', ''])(
    'R69 the unknown currency "%s" is refused',
    (code) => {
      expect(() => formatMinor(1n, code)).toThrow(RangeError);
      expect(() => parseMinor('1', code)).toThrow(RangeError);
    },
  );
});

describe('parseMinor', () => {
  it.each([
    ['0', 0n],
    ['-0.00', 0n],
    ['20', 2000n],
    ['20.5', 2050n],
    ['20.50', 2050n],
    ['20.05', 2005n],
    ['-0.05', -5n],
    ['0.29', 29n],
    ['238.000', 23_800n],
    ['-5.10000', -510n],
    ['007.50', 750n],
    [`${'0'.repeat(40)}1.5${'0'.repeat(39)}`, 150n],
    ['92233720368547758.07', 9_223_372_036_854_775_807n],
    ['-92233720368547758.07', -9_223_372_036_854_775_807n],
  ])('R58 %s is read as %s minor units', (text, minor) => {
    expect(parseMinor(text, 'EUR')).toBe(minor);
  });

  it.each([
    ...['', ' ', '.', '-', '1.', '.5', '+1', ' 1', '1 ', '1\n', '--1', '1.00a', '1.0.0'],
    ...['1.005', '1e3', '1,00', '1.000,00', '0x10', '1_000', '१', 'NaN', 'Infinity', '1.-5'],
    ...['92233720368547758.08', '-92233720368547758.08', '99999999999999999999', '9'.repeat(1e6)],
  ])('R58 "%.30s" is no amount', (text) => {
    expect(() => parseMinor(text, 'EUR')).toThrow(RangeError);
  });

  it('R58 what is written is read back, to the cent', () => {
    fc.assert(
      fc.property(stored, currencies, (minor, currency) => {
        expect(parseMinor(formatMinor(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});

describe('divideHalfUp', () => {
  it.each([
    [0n, 3n, 0n],
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-1n, 3n, 0n],
    [-2n, 3n, -1n],
    [49n, 100n, 0n],
    [50n, 100n, 1n],
    [149n, 100n, 1n],
    [150n, 100n, 2n],
    [6n, 3n, 2n],
  ])('R52 %s ÷ %s rounds half up to %s', (numerator, denominator, quotient) => {
    expect(divideHalfUp(numerator, denominator)).toBe(quotient);
  });

  it.each([0n, -1n, -28n])('R52 the denominator %s is refused', (denominator) => {
    expect(() => divideHalfUp(1n, denominator)).toThrow(/not positive/);
  });

  it('R58 a quotient is never further than half a unit away, an exact half goes away from zero, and signs mirror', () => {
    fc.assert(
      fc.property(stored, fc.bigInt({ min: 1n, max: 10n ** 6n }), (numerator, denominator) => {
        const quotient = divideHalfUp(numerator, denominator);
        const off = 2n * (quotient * denominator - numerator);
        const outward = numerator < 0n ? -off : off;
        // Above +½ would be too far out; at or below −½, a half was rounded towards zero.
        expect(outward > -denominator && outward <= denominator).toBe(true);
        expect(divideHalfUp(-numerator, denominator)).toBe(-quotient);
      }),
    );
  });
});

describe('sum', () => {
  it('R58 nothing sums to zero, and beyond safe integers no cent is lost', () => {
    expect(sum([])).toBe(0n);
    expect(sum([2n ** 53n, 1n, 1n, -3n])).toBe(2n ** 53n - 1n);
    expect(sum(new Set([1n, 2n]))).toBe(3n);
  });

  it('R58 the order of the amounts does not matter', () => {
    fc.assert(
      fc.property(fc.array(stored), (amounts) => {
        expect(sum([...amounts].reverse())).toBe(sum(amounts));
        expect(sum(amounts) - sum(amounts.slice(1))).toBe(amounts[0] ?? 0n);
      }),
    );
  });
});
