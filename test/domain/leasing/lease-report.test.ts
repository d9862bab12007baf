import { parseMonth, type Day, type Month } from '../../../src/domain/billing/calendar';
import { leaseInvoiceOf } from '../../../src/domain/billing/lease-invoice';
import {
  leaseReport,
  reportedMonths,
  type ReportableLease,
} from '../../../src/domain/leasing/lease-report';

const month = (text: string): Month => parseMonth(text);
const of = (from: string | null, to: string, most = 24): readonly string[] | string =>
  reportedMonths(
    { from: from === null ? null : month(from), to: month(to) },
    { most, byDefault: 12 },
  );

describe('R46 the months of a report', () => {
  it('are those from one to another, both included', () => {
    expect(of('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(of('2026-11', '2026-11')).toEqual(['2026-11']);
  });

  it('are twelve unless it is said from when', () => {
    expect(of(null, '2026-11')).toHaveLength(12);
    expect(of(null, '2026-11')[0]).toBe('2025-12');
  });

  it('are at most as many as can be asked for, and never none', () => {
    expect(of('2024-12', '2026-11')).toHaveLength(24);
    expect(of('2024-11', '2026-11')).toBe('TOO_MANY');
    expect(of('1000-01', '9999-12')).toBe('TOO_MANY');
    expect(of('2026-12', '2026-11')).toBe('BACKWARDS');
  });

  it('are counted to both ends of the calendar', () => {
    expect(of(null, '9999-12')).toHaveLength(12);
    expect(of('9999-11', '9999-12')).toEqual(['9999-11', '9999-12']);
    expect(of(null, '1000-03')).toEqual(['1000-01', '1000-02', '1000-03']);
    expect(of('1000-01', '1000-01')).toEqual(['1000-01']);
  });
});

describe('R46 what an account leased', () => {
  const MONTHS = ['2026-01', '2026-02', '2026-03'].map(month);
  const lease = (key: number, given: Partial<ReportableLease> = {}): ReportableLease => ({
    key,
    number: `L-${100_000 + key}`,
    customerEmail: 'mailed@example.com',
    customerAccountId: 1,
    startedOn: '2026-01-01',
    stoppedOn: null,
    terms: [{ from: '2026-01-01', monthlyPrice: 2_800n, productId: 7, productName: 'Seven' }],
    ...given,
  });
  const term = (from: Day, monthlyPrice: bigint, productId: number) => ({
    from,
    monthlyPrice,
    productId,
    productName: `Product ${productId}`,
  });
  const TWO = { customerAccountId: 2 };
  const THREE = { customerAccountId: 3 };

  const ALL = [
    lease(1),
    // Changes its product on the last day of January: January counts for what it was last.
    lease(2, { ...TWO, terms: [term('2026-01-01', 2_800n, 9), term('2026-01-31', 5_600n, 5)] }),
    // Within February alone: 10 of 28 days.
    lease(3, {
      ...THREE,
      startedOn: '2026-02-05',
      stoppedOn: '2026-02-15',
      terms: [term('2026-02-05', 2_800n, 7)],
    }),
    // From long before, and stopped on the first day of February: no day of it is billed.
    lease(4, {
      startedOn: '2025-06-01',
      stoppedOn: '2026-02-01',
      terms: [term('2025-06-01', 1_400n, 7)],
    }),
    // After all of it.
    lease(5, { startedOn: '2026-04-01', terms: [term('2026-04-01', 100n, 7)] }),
    // Before all of it.
    lease(6, {
      startedOn: '2025-01-01',
      stoppedOn: '2025-12-31',
      terms: [term('2025-01-01', 100n, 7)],
    }),
  ];
  const january = month('2026-01');
  const february = month('2026-02');
  const march = month('2026-03');

  it('is counted by product, each lease for what it was last in the month', () => {
    expect(leaseReport(MONTHS, ALL).byProduct).toEqual([
      { month: january, productId: 5, leases: 1 },
      { month: january, productId: 7, leases: 2 },
      { month: february, productId: 5, leases: 1 },
      { month: february, productId: 7, leases: 2 },
      { month: march, productId: 5, leases: 1 },
      { month: march, productId: 7, leases: 1 },
    ]);
  });

  it('is the product that a lease had on its last day, though terms of a later day are there', () => {
    const stopped = lease(1, {
      stoppedOn: '2026-01-11',
      terms: [term('2026-01-01', 1n, 4), term('2026-01-10', 1n, 3), term('2026-01-11', 1n, 2)],
    });
    expect(leaseReport([january], [stopped]).byProduct).toEqual([
      { month: january, productId: 3, leases: 1 },
    ]);
  });

  it('started, stopped and was active, in months without any too', () => {
    expect(leaseReport(MONTHS, ALL).turnover).toEqual([
      { month: january, starts: 2, stops: 0, active: 3 },
      { month: february, starts: 1, stops: 2, active: 3 },
      { month: march, starts: 0, stops: 0, active: 2 },
    ]);
    expect(leaseReport(MONTHS, [])).toEqual({
      byProduct: [],
      turnover: MONTHS.map((one) => ({ month: one, starts: 0, stops: 0, active: 0 })),
      byCustomer: [],
    });
  });

  it('cost by customer, those that cost most first, whoever they are by their account', () => {
    expect(leaseReport(MONTHS, ALL).byCustomer).toEqual([
      {
        accountId: 2,
        leases: 1,
        cost: 14_090n,
        months: [
          // 30 days at 28.00 and one at 56.00, of 31.
          { month: january, leases: 1, cost: 2_890n },
          { month: february, leases: 1, cost: 5_600n },
          { month: march, leases: 1, cost: 5_600n },
        ],
      },
      {
        accountId: 1,
        leases: 2,
        cost: 9_800n,
        months: [
          { month: january, leases: 2, cost: 4_200n },
          { month: february, leases: 1, cost: 2_800n },
          { month: march, leases: 1, cost: 2_800n },
        ],
      },
      {
        accountId: 3,
        leases: 1,
        cost: 1_000n,
        months: [{ month: february, leases: 1, cost: 1_000n }],
      },
    ]);
  });

  it('puts customers that cost the same in the order of their accounts', () => {
    const same = [lease(1, THREE), lease(2), lease(3, TWO)];
    const { byCustomer } = leaseReport([january], same);
    expect(byCustomer.map(({ accountId }) => accountId)).toEqual([1, 2, 3]);
  });

  it('keeps the months in order, whatever the order of the leases', () => {
    const [late, early] = [
      lease(1, { startedOn: '2026-03-01', terms: [term('2026-03-01', 2_800n, 7)] }),
      lease(2, { stoppedOn: '2026-01-10' }),
    ];
    const [one] = leaseReport(MONTHS, [late, early]).byCustomer;
    expect(one?.months.map((of) => of.month)).toEqual([january, march]);
  });

  it('is what the invoices of the months bill', () => {
    for (const one of MONTHS) {
      const { byCustomer, turnover, byProduct } = leaseReport([one], ALL);
      const invoice = leaseInvoiceOf(one, ALL, {
        currency: 'EUR',
        tax: { rateInBasisPoints: 0, note: null },
      });
      expect(byCustomer.reduce((sum, { cost }) => sum + cost, 0n)).toBe(invoice?.subtotal);
      expect(byCustomer.reduce((sum, { leases }) => sum + leases, 0)).toBe(invoice?.lines.length);
      expect(byProduct.reduce((sum, { leases }) => sum + leases, 0)).toBe(turnover[0]?.active);
    }
  });
});
