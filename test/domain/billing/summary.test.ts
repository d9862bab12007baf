import fc from 'fast-check';
import { type Month, addDays, monthOf } from '../../../src/domain/billing/calendar';
import { InvoiceStatus } from '../../../src/domain/billing/invoice';
import {
  AWAITS_SUMMARY_NOTE,
  SUMMARY_NOTE,
  type SummaryCandidate,
  monthlySummary,
  willBeSummarized,
} from '../../../src/domain/billing/summary';

const waiting: SummaryCandidate = {
  number: 'INV-2026-000010',
  orderReference: 'PO-77',
  issuedOn: '2026-02-15',
  awaitsSummary: true,
  status: InvoiceStatus.OPEN,
  summaryInvoiceId: null,
  subtotal: 10_000n,
  tax: 1900n,
  total: 11_900n,
};
const invoice = (changes: Partial<SummaryCandidate>): SummaryCandidate => ({
  ...waiting,
  ...changes,
});

describe('the notes', () => {
  it('R48 a summary invoice bears exactly this note', () => {
    expect(SUMMARY_NOTE).toBe('Summary Invoice');
  });

  it('R49 an invoice that waits bears exactly this note', () => {
    expect(AWAITS_SUMMARY_NOTE).toBe(
      'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.',
    );
  });
});

describe('monthlySummary', () => {
  it('R50 it collects the invoices of the month, each line naming invoice and order', () => {
    const other = invoice({
      number: 'INV-2026-000009',
      orderReference: null,
      issuedOn: '2026-02-28',
      subtotal: 3n,
      tax: 1n,
      total: 4n,
    });
    expect(monthlySummary('2026-02', [other, waiting])).toEqual({
      month: '2026-02',
      lines: [
        { invoice: waiting, description: 'Invoice INV-2026-000010, order PO-77', amount: 10_000n },
        { invoice: other, description: 'Invoice INV-2026-000009', amount: 3n },
      ],
      subtotal: 10_003n,
      tax: 1901n,
      total: 11_904n,
    });
  });

  it('R50 lines stand by day of issue, then by number, however the invoices come', () => {
    const numbers = ['INV-2026-000001', 'INV-2026-000002', 'INV-2026-000003'];
    const [first, second, third] = numbers.map((number) => invoice({ number }));
    const early = invoice({ number: 'INV-2026-000004', issuedOn: '2026-02-01' });
    const lines = monthlySummary('2026-02', [third!, first!, early, second!])!.lines;
    expect(lines.map((line) => line.invoice)).toEqual([early, first, second, third]);
  });

  it.each([
    ['paid early', { status: InvoiceStatus.PAID }],
    ['void', { status: InvoiceStatus.VOID }],
    ['credited', { status: InvoiceStatus.CREDITED }],
    ['already on a summary', { summaryInvoiceId: 0 }],
    ['to be paid on order', { awaitsSummary: false }],
  ])('R49 an invoice that is %s is left out', (_, changes) => {
    const left = invoice({ number: 'INV-2026-000011', ...changes });
    expect(willBeSummarized(left)).toBe(false);
    expect(monthlySummary('2026-02', [left])).toBeNull();
    const summary = monthlySummary('2026-02', [left, waiting])!;
    expect(summary.lines).toHaveLength(1);
    expect(summary.total).toBe(waiting.total);
  });

  it.each([InvoiceStatus.OPEN, InvoiceStatus.OVERDUE])(
    'R49 an unpaid invoice (%s) is summarized',
    (status) => {
      expect(willBeSummarized(invoice({ status }))).toBe(true);
      expect(monthlySummary('2026-02', [invoice({ status })])!.total).toBe(11_900n);
    },
  );

  it.each([
    ['2026-01-31', false],
    ['2026-02-01', true],
    ['2026-02-28', true],
    ['2026-03-01', false],
    ['2025-02-15', false],
  ] as const)('R50 whether the summary of February 2026 has one issued on %s: %s', (day, has) => {
    expect(monthlySummary('2026-02', [invoice({ issuedOn: day })]) !== null).toBe(has);
  });

  it('R50 where nothing waits there is no summary', () => {
    expect(monthlySummary('2026-02', [])).toBeNull();
  });

  it('R50 an invoice of nothing is still named', () => {
    const free = invoice({ subtotal: 0n, tax: 0n, total: 0n });
    expect(monthlySummary('2026-02', [free])).toMatchObject({ total: 0n, lines: [{ amount: 0n }] });
  });

  it('R50 the tax is the sum of the taxes, so that the summary asks for what its invoices ask for', () => {
    // 19 % of 0.03 is 0.01 on each of the three; on 0.09 at once it would be 0.02.
    const small = ['1', '2', '3'].map((number) =>
      invoice({ number, subtotal: 3n, tax: 1n, total: 4n }),
    );
    const summary = monthlySummary('2026-02', small);
    expect(summary).toMatchObject({ subtotal: 9n, tax: 3n, total: 12n });
  });

  it('R58 an invoice that does not add up is refused, a malformed month too', () => {
    expect(() => monthlySummary('2026-02', [invoice({ total: 1n })])).toThrow('does not add up');
    expect(() => monthlySummary('2026-13', [])).toThrow(RangeError);
  });

  it('R58 over all months every waiting invoice is on one summary, and no cent is lost', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const candidates = fc
      .record({
        issuedOn: fc.integer({ min: 0, max: 100 }).map((days) => addDays('2026-01-15', days)),
        status: fc.constantFrom(...Object.values(InvoiceStatus)),
        awaitsSummary: fc.boolean(),
        summaryInvoiceId: fc.constantFrom(null, null, 5, '5', 5n),
        subtotal: amounts,
        tax: amounts,
      })
      .map((facts) => invoice({ ...facts, total: facts.subtotal + facts.tax }));
    const months: Month[] = ['2026-01', '2026-02', '2026-03', '2026-04'];
    fc.assert(
      fc.property(fc.array(candidates), (invoices) => {
        const summaries = months.flatMap((month) => monthlySummary(month, invoices) ?? []);
        let owed = invoices
          .filter((one) => one.awaitsSummary && one.summaryInvoiceId === null)
          .filter((one) => ['OPEN', 'OVERDUE'].includes(one.status))
          .reduce((total, one) => total + one.total, 0n);
        const named = new Set<SummaryCandidate>();
        for (const summary of summaries) {
          owed -= summary.total;
          expect(summary.subtotal + summary.tax).toBe(summary.total);
          expect(summary.lines.reduce((left, line) => left - line.amount, summary.subtotal)).toBe(
            0n,
          );
          for (const line of summary.lines) {
            expect(named.has(line.invoice)).toBe(false);
            expect(monthOf(line.invoice.issuedOn)).toBe(summary.month);
            named.add(line.invoice);
          }
        }
        expect(owed).toBe(0n);
      }),
    );
  });
});
