import fc from 'fast-check';
import { creditNoteOf, type Creditable } from '../../../src/domain/billing/credit-note';
import { documentTotals } from '../../../src/domain/billing/invoice-totals';
import { sum } from '../../../src/domain/billing/money';

/** An invoice of one line at some rate of tax. */
const invoices = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 10n }), fc.integer({ min: 0, max: 3_000 }))
  .map(([amount, rateInBasisPoints]): Creditable => ({
    ...documentTotals([{ amount }], { rateInBasisPoints }),
    number: 'INV-2026-000007',
    credited: 0n,
  }));

describe('credit notes of an invoice', () => {
  it('R57 R58 R69 take it back to the cent, its tax included, however many there are', () => {
    const cuts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { maxLength: 20 });
    fc.assert(
      fc.property(invoices, cuts, (invoice, wanted) => {
        let { credited } = invoice;
        const notes = [];
        for (const amount of [...wanted, invoice.total]) {
          const left = invoice.total - credited;
          if (left === 0n) break;
          const taken = amount < left ? amount : left;
          notes.push(creditNoteOf({ ...invoice, credited }, taken, 'R'));
          credited += taken;
        }
        expect(sum(notes.map(({ total }) => total))).toBe(-invoice.total);
        expect(sum(notes.map(({ tax }) => tax))).toBe(-invoice.tax);
        expect(sum(notes.map(({ subtotal }) => subtotal))).toBe(-invoice.subtotal);
      }),
    );
  });

  it('R58 each adds up, takes back what was asked, and never gives tax or goods back to us', () => {
    const share = fc.bigInt({ min: 1n, max: 1_000n });
    fc.assert(
      fc.property(invoices, share, share, (invoice, first, second) => {
        const part = (n: bigint) => (invoice.total * n) / 2_000n;
        const credited = part(first);
        const amount = part(second);
        fc.pre(amount > 0n);
        const note = creditNoteOf({ ...invoice, credited }, amount, 'R');
        expect(note.subtotal + note.tax).toBe(note.total);
        expect(note.total).toBe(-amount);
        expect([note.tax <= 0n, note.subtotal <= 0n]).toEqual([true, true]);
      }),
    );
  });

  it('R57 a note of all of it is the invoice with its signs turned', () => {
    const invoice = { subtotal: 10_000n, tax: 1_900n, total: 11_900n, credited: 0n };
    expect(creditNoteOf({ ...invoice, number: 'INV-2026-000007' }, 11_900n, 'Sent twice')).toEqual({
      description: 'Credit of invoice INV-2026-000007',
      explanation: 'Sent twice',
      subtotal: -10_000n,
      tax: -1_900n,
      total: -11_900n,
    });
  });

  it('R57 a free invoice is credited by a note of nothing', () => {
    const free = { subtotal: 0n, tax: 0n, total: 0n, credited: 0n, number: 'I' };
    expect(creditNoteOf(free, 0n, 'R')).toMatchObject({ subtotal: 0n, tax: 0n, total: 0n });
    expect(() => creditNoteOf(free, 1n, 'R')).toThrow(RangeError);
  });

  it.each([0n, -1n, 11_901n])('R57 there is none of %s', (amount) => {
    const invoice = { subtotal: 10_000n, tax: 1_900n, total: 11_900n, credited: 0n, number: 'I' };
    expect(() => creditNoteOf(invoice, amount, 'R')).toThrow(RangeError);
  });
});
