import fc from 'fast-check';
import { entitledUntil } from '../../../src/domain/licensing/entitlement';
import { oldTermsUntil, sameTerms } from '../../../src/domain/licensing/terms';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const daysOn = (days: number): Date => new Date(NOW.getTime() + days * 24 * 3_600_000);

describe('terms of a license', () => {
  it('R34 are the same whatever the order of their add-ons', () => {
    fc.assert(
      fc.property(fc.nat(), fc.uniqueArray(fc.nat()), fc.nat(), (productId, addOnIds, other) => {
        const terms = { productId, addOnIds };
        expect(sameTerms(terms, { productId, addOnIds: addOnIds.toReversed() })).toBe(true);
        expect(sameTerms(terms, { productId: productId + 1, addOnIds })).toBe(false);
        const without = addOnIds.filter((one) => one !== other);
        const changed = without.length < addOnIds.length ? without : [...addOnIds, other];
        expect(sameTerms(terms, { productId, addOnIds: changed })).toBe(false);
        expect(sameTerms({ productId, addOnIds: changed }, terms)).toBe(false);
      }),
    );
  });

  it('R34 what was taken away may be used for 7 days, and a second downgrade gives no more', () => {
    expect(oldTermsUntil(null, { downgrade: true }, NOW)).toEqual(daysOn(7));
    expect(oldTermsUntil(daysOn(3), { downgrade: true }, NOW)).toEqual(daysOn(3));
    expect(oldTermsUntil(daysOn(3), { downgrade: false }, NOW)).toEqual(daysOn(3));
    expect(oldTermsUntil(null, { downgrade: false }, NOW)).toBeNull();
  });
});

describe('until when an installation may run without asking', () => {
  it.each([
    ['bought', { leased: false, endsAt: null, termsUntil: null }, null],
    ['leased', { leased: true, endsAt: null, termsUntil: null }, daysOn(14)],
    ['moved away from', { leased: false, endsAt: daysOn(30), termsUntil: null }, daysOn(30)],
    [
      'leased and moved away from',
      { leased: true, endsAt: daysOn(30), termsUntil: null },
      daysOn(14),
    ],
    [
      'leased and nearly moved',
      { leased: true, endsAt: daysOn(2), termsUntil: daysOn(7) },
      daysOn(2),
    ],
    ['downgraded', { leased: false, endsAt: daysOn(30), termsUntil: daysOn(7) }, daysOn(7)],
  ] as const)('R34 R35 what is %s', (_what, limits, until) => {
    expect(entitledUntil(limits, NOW)).toEqual(until);
  });
});

describe('R34 how long former terms hold', () => {
  const NOW = new Date('2026-11-21T12:00:00Z');
  const later = (days: number) => new Date(NOW.getTime() + days * 24 * 3_600_000);

  it.each([
    ['nothing is taken away', null, false, null],
    ['nothing is taken away, and a limit was there', later(3), false, later(3)],
    ['something is', null, true, later(7)],
    ['something is, and an earlier limit was there', later(3), true, later(3)],
    ['something is, and a later limit was there', later(9), true, later(7)],
    ['something is, and the same limit was there', later(7), true, later(7)],
  ])('where %s: %#', (_what, limit, downgrade, until) => {
    expect(oldTermsUntil(limit, { downgrade }, NOW)).toEqual(until);
  });

  it('are the same terms with the same product and add-ons, in whatever order', () => {
    const of = (productId: number, ...addOnIds: number[]) => ({ productId, addOnIds });
    expect(sameTerms(of(1, 2, 3), of(1, 3, 2))).toBe(true);
    expect(sameTerms(of(1, 2, 2), of(1, 2))).toBe(true);
    for (const other of [of(2, 2, 3), of(1, 2), of(1, 2, 3, 4), of(1, 2, 4), of(1)])
      expect([other, sameTerms(of(1, 2, 3), other)]).toEqual([other, false]);
  });
});
