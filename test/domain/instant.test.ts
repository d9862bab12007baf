import fc from 'fast-check';
import { parseInstant } from '../../src/domain/instant';
import { often } from './often';

const iso = (text: string): string | null => parseInstant(text)?.toISOString() ?? null;

const upTo = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
const YEAR = fc
  .oneof(fc.integer({ min: 0, max: 9_999 }), fc.constantFrom(999, 1_000, 2_000, 2_027, 2_028))
  .map((n) => String(n).padStart(4, '0'));
const PARTS = [YEAR, upTo(13), upTo(32), upTo(24), upTo(60), upTo(60)] as const;

describe('an instant as text', () => {
  it.each([
    ['2026-11-30T08:15:00Z', '2026-11-30T08:15:00.000Z'],
    ['2026-11-30T08:15Z', '2026-11-30T08:15:00.000Z'],
    ['2026-11-30T08:15:00.5+01:00', '2026-11-30T07:15:00.500Z'],
    ['2026-11-30T08:15:00.123456789-03:30', '2026-11-30T11:45:00.123Z'],
    ['2028-02-29T23:59:59.999Z', '2028-02-29T23:59:59.999Z'],
    ['2026-12-31T23:30:00-12:00', '2027-01-01T11:30:00.000Z'],
    ['2026-12-31T23:30:00+14:00', '2026-12-31T09:30:00.000Z'],
    ['1000-01-01T00:00:00Z', '1000-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, same) => {
    expect(iso(text)).toBe(same);
  });

  it.each([
    ...['2027-02-30T00:00:00Z', '2027-02-29T00:00:00Z', '2027-04-31T00:00:00Z'],
    ...['2027-00-10T00:00:00Z', '2027-13-10T00:00:00Z', '2027-01-00T00:00:00Z'],
    ...['2027-01-01T24:00:00Z', '2027-01-01T25:00:00Z', '2027-01-01T00:60:00Z'],
    ...['2026-12-31T23:59:60Z', '2027-01-01T00:00:61Z'],
    ...['2027-01-01T00:00:00+14:01', '2027-01-01T00:00:00-12:01', '2027-01-01T00:00:00+99:00'],
    ...['2027-01-01T00:00:00+01:60', '2027-01-01T00:00:00+1:00', '2027-01-01T00:00:00+0100'],
    ...['2027-01-01T00:00:00', '2027-01-01 00:00:00Z', '2027-01-01', '2027-1-1T00:00:00Z'],
    ...['0000-01-01T00:00:00Z', '0999-12-31T23:59:59Z', '1000-01-01T00:00:00+00:01'],
    ...['9999-12-31T23:59:59-00:01', '+10000-01-01T00:00:00Z', '-0001-01-01T00:00:00Z'],
    ...['2027-01-01T00:00:00.Z', '2027-01-01T00:00:00.1234567890Z', '2027-01-01T00:00:00,5Z'],
    ...['x2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z+01:00', '12027-01-01T00:00:00Z'],
    ...['', 'now', ' 2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z\n', '٢٠٢٧-01-01T00:00:00Z'],
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('says what was written, or nothing: for all digits in all places', () => {
    fc.assert(
      fc.property(...PARTS, (year, month, day, hour, minute, second) => {
        const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
        const parsed = parseInstant(`${text}Z`);
        // The calendar of the machine, asked by its parts: what it had to carry over was not there.
        const pieces = [year, month, day, hour, minute, second].map(Number);
        const [y = 0, m = 0, d = 0, h = 0, i = 0, s = 0] = pieces;
        const at = new Date(0);
        at.setUTCFullYear(y, m - 1, d);
        at.setUTCHours(h, i, s);
        const same = at.toISOString() === `${text}.000Z` && y >= 1_000;
        expect(parsed?.toISOString() ?? null).toBe(same ? at.toISOString() : null);
      }),
      { numRuns: often(1_000) },
    );
  });
});
