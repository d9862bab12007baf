import fc from 'fast-check';
import { movedPosting } from '../../../src/domain/billing/ledger';
import { moneyBack, type PaidShare } from '../../../src/domain/billing/money-back';
import { sum } from '../../../src/domain/billing/money';

const share = (invoiceId: number, left: bigint, paid = left, overpaid = 0n): PaidShare => ({
  invoiceId,
  left,
  paid,
  overpaid,
});
const NONE = { unallocated: 0n, shares: [], left: 0n, paidFromCredit: [] };
const amounts = fc.bigInt({ min: 0n, max: 300n });
const shares = fc
  .array(fc.tuple(amounts, amounts, amounts), { maxLength: 5 })
  .map((all) =>
    all.map(([left, paid, over], at) => share(at + 1, left, paid, over > paid ? paid : over)),
  );

describe('money that goes back', () => {
  it('R57 first what nobody asks for, then what invoices are owed again, in their order', () => {
    const all = [share(1, 60n), share(2, 40n, 40n, 15n)];
    expect(moneyBack(20n, { ...NONE, left: 100n, shares: all })).toEqual({
      credit: 0n,
      shares: [
        { invoiceId: 1, amount: 5n },
        { invoiceId: 2, amount: 15n },
      ],
      excess: 0n,
    });
    expect(moneyBack(120n, { ...NONE, left: 107n, unallocated: 7n, shares: all })).toEqual({
      credit: 7n,
      shares: [
        { invoiceId: 1, amount: 60n },
        { invoiceId: 2, amount: 40n },
      ],
      excess: 13n,
    });
    // It was paid again by another payment: of this one there is less.
    expect(moneyBack(60n, { ...NONE, left: 20n, shares: [share(1, 20n, 60n)] })).toMatchObject({
      shares: [{ invoiceId: 1, amount: 20n }],
      excess: 40n,
    });
    expect(() => moneyBack(-1n, NONE)).toThrow(RangeError);
  });

  it('R57 what had become credit and was spent is owed again by the invoices that it has paid', () => {
    const spent = { ...NONE, left: 100n, unallocated: 30n };
    const paidFromCredit = [
      { invoiceId: 9, amount: 50n },
      { invoiceId: 8, amount: 50n },
    ];
    expect(moneyBack(100n, { ...spent, paidFromCredit })).toEqual({
      credit: 30n,
      shares: [
        { invoiceId: 9, amount: 50n },
        { invoiceId: 8, amount: 20n },
      ],
      excess: 0n,
    });
    // What is more than it brought is not sought there, nor is what credit that others have brought has paid.
    expect(moneyBack(130n, { ...spent, left: 80n, paidFromCredit })).toEqual({
      credit: 30n,
      shares: [{ invoiceId: 9, amount: 50n }],
      excess: 50n,
    });
  });

  it('R57 for all payments: nothing that they brought is our loss while credit has paid anything', () => {
    const credits = fc.array(amounts, { maxLength: 4 });
    fc.assert(
      fc.property(
        amounts,
        amounts,
        amounts,
        shares,
        credits,
        (amount, left, unallocated, all, paid) => {
          const paidFromCredit = paid.map((most, at) => ({ invoiceId: 100 + at, amount: most }));
          const {
            credit,
            shares: taken,
            excess,
          } = moneyBack(amount, {
            ...{ unallocated, shares: all, left, paidFromCredit },
          });
          expect(credit + sum(taken.map((one) => one.amount)) + excess).toBe(amount);
          const from = taken.filter(({ invoiceId }) => invoiceId >= 100);
          for (const { invoiceId, amount: part } of from)
            expect(part <= (paid[invoiceId - 100] ?? 0n)).toBe(true);
          const here = sum(from.map((one) => one.amount));
          if (excess > 0n) expect(here === sum(paid) || amount - excess >= left).toBe(true);
          if (here > 0n) expect(amount - excess <= left).toBe(true);
        },
      ),
    );
  });

  it('R58 for all payments: every cent comes from somewhere, none from where there is none, and its posting adds up to nothing', () => {
    fc.assert(
      fc.property(amounts, amounts, shares, (amount, unallocated, all) => {
        const back = moneyBack(amount, { ...NONE, left: 2_000n, unallocated, shares: all });
        const fromInvoices = sum(back.shares.map((one) => one.amount));
        expect(back.credit + fromInvoices + back.excess).toBe(amount);
        expect(back.credit <= unallocated).toBe(true);
        for (const { invoiceId, amount: taken } of back.shares) {
          const { left, paid } = all.find((one) => one.invoiceId === invoiceId) as PaidShare;
          expect(taken <= left && taken <= paid).toBe(true);
        }
        // No invoice is owed again while something that nobody asks for is left.
        const spare = (one: PaidShare) =>
          [one.left, one.paid, one.overpaid].reduce((a, b) => (a < b ? a : b));
        const owed = all.some(
          (one) =>
            (back.shares.find(({ invoiceId }) => invoiceId === one.invoiceId)?.amount ?? 0n) >
            spare(one),
        );
        if (owed) expect(amount > unallocated + sum(all.map(spare))).toBe(true);
        const sides = movedPosting({
          receivable: -fromInvoices,
          credit: -back.credit,
          cost: -back.excess,
        });
        expect(sum(sides.map((side) => side.amount))).toBe(0n);
        expect(sides.find(({ account }) => account === 'CASH')?.amount ?? 0n).toBe(-amount);
      }),
    );
  });
});
