import fc from 'fast-check';
import { balanceOf, documentTotals, isUnpaid } from '../../../src/domain/billing/invoice-totals';

const lines = (...amounts: bigint[]): { amount: bigint }[] => amounts.map((amount) => ({ amount }));
const at = (rateInBasisPoints: number): { rateInBasisPoints: number } => ({ rateInBasisPoints });

describe('documentTotals', () => {
  it('R69 tax is rounded once on the subtotal, not line by line', () => {
    // Line by line each 0.03 would be taxed 0.01.
    expect(documentTotals(lines(3n, 3n, 3n), at(1900))).toEqual({
      subtotal: 9n,
      tax: 2n,
      total: 11n,
    });
  });

  it('R58 a document without lines costs nothing', () => {
    expect(documentTotals([], at(1900))).toEqual({ subtotal: 0n, tax: 0n, total: 0n });
  });

  it('R58 lines add up to the subtotal, subtotal and tax to the total, and no cent is lost', () => {
    const amounts = fc.array(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }));
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 3000 }), (cents, rate) => {
        const { subtotal, tax, total } = documentTotals(lines(...cents), at(rate));
        expect(cents.reduce((left, cent) => left - cent, subtotal)).toBe(0n);
        expect(total - tax).toBe(subtotal);
        const exact = subtotal * BigInt(rate);
        const off = tax * 10_000n - exact;
        expect(off <= 5000n && off >= -5000n).toBe(true);
      }),
    );
  });

  it('R69 the same goods cost the same tax and total however they are cut into lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1 }),
        fc.integer({ min: 0, max: 3000 }),
        (cents, rate) => {
          const whole = cents.reduce((total, cent) => total + cent, 0n);
          expect(documentTotals(lines(...cents), at(rate))).toEqual(
            documentTotals(lines(whole), at(rate)),
          );
        },
      ),
    );
  });
});

describe('balances', () => {
  it.each([
    ['OPEN', true],
    ['OVERDUE', true],
    ['PAID', false],
    ['VOID', false],
    ['CREDITED', false],
  ] as const)('R47 whether an invoice that is %s asks for money: %s', (status, unpaid) => {
    expect(isUnpaid(status)).toBe(unpaid);
  });

  it('R47 what was overpaid, or credited after it was paid, stands to the credit', () => {
    expect(balanceOf({ total: 1000n, paid: 1001n, credited: 0n })).toBe(-1n);
    expect(balanceOf({ total: 1000n, paid: 1000n, credited: 300n })).toBe(-300n);
  });

  it('R58 what is paid and what is to be paid are the total less credits', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(cents, cents, cents, (total, paid, credited) => {
        expect(paid + balanceOf({ total, paid, credited })).toBe(total - credited);
      }),
    );
  });
});
