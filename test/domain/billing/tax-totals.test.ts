import fc from 'fast-check';
import { partyOf } from '../../../src/domain/billing/invoice-party';
import { taxTotals, type TaxTotal } from '../../../src/domain/billing/tax-totals';

const part = (rateInBasisPoints: number, note: string | null, subtotal = 100n, tax = 19n) => ({
  rateInBasisPoints,
  note,
  subtotal,
  tax,
});

describe('R69 R75 what of a document is taxed alike', () => {
  it('is put together by rate and note, the highest rate first', () => {
    const amounts = [
      part(700, null, 50n, 4n),
      part(0, 'Reverse charge'),
      part(1_900, null),
      part(0, null),
      part(700, null, 30n, 2n),
      part(0, 'Exempt'),
      part(0, 'Reverse charge', 1n, 0n),
    ];
    const expected = [
      part(1_900, null),
      part(700, null, 80n, 6n),
      part(0, null),
      part(0, 'Exempt'),
      part(0, 'Reverse charge', 101n, 19n),
    ];
    expect(taxTotals(amounts)).toEqual(expected);
    expect(taxTotals([...amounts].reverse())).toEqual(expected);
    expect(taxTotals([])).toEqual([]);
  });

  it('adds up to all of it, in whatever order it comes', () => {
    const any: fc.Arbitrary<TaxTotal> = fc.record({
      rateInBasisPoints: fc.constantFrom(0, 700, 1_900),
      note: fc.constantFrom(null, 'Exempt', 'Reverse charge'),
      subtotal: fc.bigInt({ min: -999n, max: 999n }),
      tax: fc.bigInt({ min: -99n, max: 99n }),
    });
    const sums = (amounts: readonly TaxTotal[]) =>
      amounts.reduce(([a, b], { subtotal, tax }) => [a + subtotal, b + tax] as const, [
        0n,
        0n,
      ] as readonly [bigint, bigint]);
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (amounts) => {
        const together = taxTotals(amounts);
        expect(sums(together)).toEqual(sums(amounts));
        expect(taxTotals([...amounts].reverse())).toEqual(together);
      }),
    );
  });
});

it('R75 a party is what a document says of it, and nothing else of its row', () => {
  const party = { name: 'Ada', address: '1 Road\nTown', country: 'DE', vatNumber: null };
  expect(partyOf({ ...party, ...{ email: 'ada@example.com', id: 7 } })).toEqual(party);
});
