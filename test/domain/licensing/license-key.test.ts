import fc from 'fast-check';
import {
  formatLicenseKey,
  LICENSE_KEY_BYTES,
  normalizeLicenseKey,
} from '../../../src/domain/licensing/license-key';

const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('license keys', () => {
  // Worked out apart from this code: 128 bits in Crockford's base 32, most significant first, and the check sign.
  it.each([
    ['00000000000000000000000000000000', '00000-00000-00000-00000-00000-00'],
    ['ffffffffffffffffffffffffffffffff', 'ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-WH'],
    ['000102030405060708090a0b0c0d0e0f', '000G4-0R40M-30E20-9185G-R38E1-W8'],
    ['80000000000000000000000000000000', 'G0000-00000-00000-00000-00000-0J'],
    ['00000000000000000000000000000001', '00000-00000-00000-00000-00000-48'],
    ['435214f96ab74eabb1df13c38aeb2579', '8D919-YBAPX-7AQCE-Z2F1R-NTS5F-4Y'],
  ])('of %s are %s', (bytes, key) => {
    expect(formatLicenseKey(Buffer.from(bytes, 'hex'))).toBe(key);
  });

  it('are made of 128 bits', () => {
    expect(LICENSE_KEY_BYTES).toBe(16);
  });

  it.each([
    [' 8d919-ybapx-7aqce-z2f1r-nts5f-4y.', '8D919YBAPX7AQCEZ2F1RNTS5F4Y'],
    ['8d9i9-ybapx-7aqce-z2flr-nts5f-4y', '8D919YBAPX7AQCEZ2F1RNTS5F4Y'],
    ['OoIiLl', '001111'],
  ])('%j is read as %s', (typed, read) => {
    expect(normalizeLicenseKey(typed)).toBe(read);
  });

  it('are groups of five signs that nobody mistakes for one another', () => {
    fc.assert(
      fc.property(sixteenBytes, (bytes) => {
        expect(formatLicenseKey(bytes)).toMatch(
          /^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{2}$/,
        );
      }),
    );
  });

  it('differ whenever their 128 bits differ', () => {
    fc.assert(
      fc.property(sixteenBytes, sixteenBytes, (one, other) => {
        expect(formatLicenseKey(one) === formatLicenseKey(other)).toBe(
          Buffer.from(one).equals(Buffer.from(other)),
        );
      }),
    );
  });

  it('end in the check sign that the definition gives', () => {
    fc.assert(
      fc.property(sixteenBytes, (bytes) => {
        const whole = normalizeLicenseKey(formatLicenseKey(bytes));
        expect(checkOf(whole)).toBe(whole.at(-1));
      }),
    );
  });

  it('end in a sign that changes with every wrong sign and every swap of unlike neighbors', () => {
    fc.assert(
      fc.property(sixteenBytes, fc.integer({ min: 0, max: 24 }), (bytes, place) => {
        const whole = normalizeLicenseKey(formatLicenseKey(bytes));
        const [a, b] = [whole[place] as string, whole[place + 1] as string];
        fc.pre(a !== b);
        const swapped = whole.slice(0, place) + b + a + whole.slice(place + 2);
        expect(checkOf(swapped)).not.toBe(whole.at(-1));
      }),
    );
  });

  it.each([
    ['with en dashes', (key: string) => key.replaceAll('-', '–')],
    ['with non-breaking hyphens', (key: string) => key.replaceAll('-', '\u2011')],
    ['with minus signs', (key: string) => key.replaceAll('-', '−')],
    ['with soft hyphens', (key: string) => key.replaceAll('-', '\u00AD')],
    ['with spaces that do not break', (key: string) => key.replaceAll('-', '\u00A0')],
    ['with underscores', (key: string) => key.replaceAll('-', '_')],
    ['broken over two lines', (key: string) => key.replace('-', '-\r\n')],
    [
      'in full width',
      (key: string) =>
        key.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    ],
    ['in quotes', (key: string) => `“${key}”`],
    ['in straight quotes', (key: string) => `"${key}"`],
    ['at the end of a sentence', (key: string) => ` ${key}. `],
    ['with what cannot be seen', (key: string) => `\uFEFF${key}\u200B`],
  ])('are read %s', (_how, written) => {
    fc.assert(
      fc.property(sixteenBytes, (bytes) => {
        const key = formatLicenseKey(bytes);
        expect(normalizeLicenseKey(written(key))).toBe(normalizeLicenseKey(key));
      }),
    );
  });

  it('are the same however they are typed', () => {
    fc.assert(
      fc.property(sixteenBytes, (bytes) => {
        const key = formatLicenseKey(bytes);
        const typed = ` ${key.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o')} `;
        expect(normalizeLicenseKey(typed)).toBe(normalizeLicenseKey(key));
      }),
    );
  });
});

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Product in the field of 32 elements, the long way: shift and add, then reduce by x⁵ + x² + 1. */
function product(a: number, b: number): number {
  let long = 0;
  for (let bit = 0; bit < 5; bit++) if (b & (1 << bit)) long ^= a << bit;
  for (let bit = 8; bit >= 5; bit--) if (long & (1 << bit)) long ^= 0b100101 << (bit - 5);
  return long;
}

/** The check sign by its definition: the sum of each sign times the generator to the power of its place from the right. */
function checkOf(whole: string): string {
  const signs = [...whole.slice(0, -1)].toReversed();
  let power = 1;
  let sum = 0;
  for (const sign of signs) {
    power = product(power, 2);
    sum ^= product(power, SIGNS.indexOf(sign));
  }
  return SIGNS[sum] as string;
}
