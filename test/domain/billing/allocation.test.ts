import fc from 'fast-check';
import { allocate, partOf } from '../../../src/domain/billing/allocation';
import { sum } from '../../../src/domain/billing/money';

const cents = fc.bigInt({ min: 0n, max: 10n ** 12n });
const debts = fc.array(cents.map((balance) => ({ balance })));

describe('a payment of several debts', () => {
  it('R58 is split without losing a cent: all of it, or all that is owed', () => {
    fc.assert(
      fc.property(cents, debts, (amount, owed) => {
        const shares = allocate(amount, owed);
        const all = sum(owed.map(({ balance }) => balance));
        expect(sum(shares.map((share) => share.amount))).toBe(amount < all ? amount : all);
      }),
    );
  });

  it('R58 gives nobody more than is owed, nor nothing, and pays the first before the next', () => {
    fc.assert(
      fc.property(cents, debts, (amount, owed) => {
        const shares = allocate(amount, owed);
        for (const { target, amount: share } of shares) {
          expect(share > 0n).toBe(true);
          expect(share <= target.balance).toBe(true);
        }
        const paidUp = shares
          .slice(0, -1)
          .every(({ target, amount: share }) => share === target.balance);
        expect(paidUp).toBe(true);
        const order = shares.map(({ target }) => owed.indexOf(target));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });

  it.each([
    [-1n, [{ balance: 1n }]],
    [1n, [{ balance: -1n }]],
  ])('R58 of %s is refused where something is below zero', (amount, owed) => {
    expect(() => allocate(amount, owed)).toThrow(RangeError);
  });
});

describe('a part of an amount', () => {
  it('R58 however the whole is cut, its parts add up to it, each within a cent of its share', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1 }),
        (whole, weights) => {
          const total = sum(weights);
          fc.pre(total > 0n);
          let from = 0n;
          const pieces = weights.map((piece) => {
            const part = partOf(whole, total, from, from + piece);
            const off = part * total - whole * piece;
            expect(off <= total && off >= -total).toBe(true);
            from += piece;
            return part;
          });
          expect(sum(pieces)).toBe(whole);
        },
      ),
    );
  });

  it('R58 of nothing is nothing', () => {
    expect(partOf(0n, 0n, 0n, 0n)).toBe(0n);
  });

  it.each([
    [-1n, 1n],
    [2n, 1n],
    [0n, 11n],
  ])('R58 from %s to %s of 10 is none', (from, to) => {
    expect(() => partOf(5n, 10n, from, to)).toThrow(RangeError);
  });
});
