import fc from 'fast-check';
import { addDays, type Day, type Month } from '../../../src/domain/billing/calendar';
import { leaseCharge } from '../../../src/domain/billing/lease-charge';
import { leaseReport } from '../../../src/domain/leasing/lease-report';
import { PlainError } from '../../../src/domain/plain-error';
import { leaseInvoiceOf, type InvoicedLease } from '../../../src/domain/billing/lease-invoice';
import { taxOn } from '../../../src/domain/billing/tax';

const MONTH: Month = '2026-01';
const BEFORE: Day = '2025-11-15';
const UNTAXED = { currency: 'EUR', tax: { rateInBasisPoints: 0, note: null } } as const;

const lease = (given: Partial<InvoicedLease>): InvoicedLease => ({
  key: 1,
  number: 'L-100001',
  customerEmail: 'ada@example.com',
  startedOn: '2026-01-01',
  stoppedOn: null,
  terms: [
    { from: '2026-01-01', monthlyPrice: 2_000n, productName: 'SmarterMail Professional 250' },
  ],
  ...given,
});

const anyLease = (key: number): fc.Arbitrary<InvoicedLease> =>
  fc
    .record({
      start: fc.integer({ min: 0, max: 100 }),
      length: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
      prices: fc.array(
        fc.tuple(fc.integer({ min: 0, max: 60 }), fc.bigInt({ min: 0n, max: 99_999n })),
        { minLength: 1, maxLength: 5 },
      ),
    })
    .map(({ start, length, prices }) => {
      const startedOn = addDays(BEFORE, start);
      return lease({
        key,
        number: `L-${100_000 + key}`,
        startedOn,
        stoppedOn: length === null ? null : addDays(startedOn, length),
        terms: prices.map(([after, monthlyPrice], index) => ({
          from: index === 0 ? startedOn : addDays(startedOn, after),
          monthlyPrice,
          productName: `Product ${index}`,
        })),
      });
    });

const leases = fc
  .integer({ min: 0, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, key) => anyLease(key + 1))));

describe('the lease invoice of a month', () => {
  it('R51, R52 has one line for each lease that was active in the month, and no other', () => {
    let empty = 0;
    fc.assert(
      fc.property(leases, (all) => {
        const active = all.filter((one) => leaseCharge(MONTH, one) !== null);
        const invoice = leaseInvoiceOf(MONTH, all, UNTAXED);
        if (active.length === 0) {
          empty += 1;
          expect(invoice).toBeNull();
        } else expect(invoice?.lines.map((line) => line.lease)).toEqual(active);
      }),
    );
    expect(empty).toBeGreaterThan(0);
  });

  it('R58 the sum of its lines is its subtotal, and subtotal and tax are its total', () => {
    const rates = fc.integer({ min: 0, max: 3_000 });
    fc.assert(
      fc.property(leases, rates, (all, rateInBasisPoints) => {
        const tax = { rateInBasisPoints, note: null };
        const invoice = leaseInvoiceOf(MONTH, all, { currency: 'EUR', tax });
        fc.pre(invoice !== null);
        let sum = 0n;
        for (const { amount, lease: one } of invoice.lines) {
          expect(amount).toBe(leaseCharge(MONTH, one)?.amount);
          sum += amount;
        }
        expect(invoice.subtotal).toBe(sum);
        expect(invoice.tax).toBe(taxOn(sum, tax));
        expect(invoice.total).toBe(invoice.subtotal + invoice.tax);
      }),
    );
  });

  it('R55 says the same in whatever order the leases come', () => {
    fc.assert(
      fc.property(
        leases.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          expect(leaseInvoiceOf(MONTH, shuffled, UNTAXED)).toEqual(
            leaseInvoiceOf(MONTH, all, UNTAXED),
          );
        },
      ),
    );
  });

  it('R52 a line names lease, product and customer, and explains its amount by days and rate', () => {
    const terms = [
      { from: '2026-01-15', monthlyPrice: 2_000n, productName: 'SmarterMail Professional 250' },
      { from: '2026-02-01', monthlyPrice: 9_000n, productName: 'SmarterMail Enterprise 250' },
    ] as const;
    const invoice = leaseInvoiceOf(MONTH, [lease({ startedOn: '2026-01-15', terms })], UNTAXED);
    expect(invoice?.lines).toMatchObject([
      {
        description: 'Lease L-100001: SmarterMail Professional 250 for ada@example.com',
        explanation: '17 of 28 days at €20.00',
        amount: 1_214n,
      },
    ]);
  });

  it('names the product that was on lease last, wherever its terms stand among the others', () => {
    const terms = [
      { from: '2026-01-20', monthlyPrice: 3_000n, productName: 'Enterprise' },
      { from: '2026-01-01', monthlyPrice: 2_000n, productName: 'Professional' },
    ] as const;
    const [line] = leaseInvoiceOf(MONTH, [lease({ terms })], UNTAXED)?.lines ?? [];
    expect(line?.description).toBe('Lease L-100001: Enterprise for ada@example.com');
  });

  it.each([
    [['2026-01-01', 'A'], ['2026-01-31', 'B'], 'B'],
    [['2026-01-31', 'B'], ['2026-01-01', 'A'], 'B'],
    // Terms from after the last day have no part in it.
    [['2026-01-01', 'A'], ['2026-02-01', 'B'], 'A'],
    [['2026-02-01', 'B'], ['2026-01-01', 'A'], 'A'],
    // Of two of one day the one that was given last counts.
    [['2026-01-01', 'A'], ['2026-01-01', 'B'], 'B'],
  ] as const)('names the product of its last day: %j, %j: %s', (one, other, product) => {
    const terms = [one, other].map(([from, productName]) => ({
      from,
      monthlyPrice: 100n,
      productName,
    }));
    const [line] = leaseInvoiceOf(MONTH, [lease({ terms })], UNTAXED)?.lines ?? [];
    expect(line?.description).toBe(`Lease L-100001: ${product} for ada@example.com`);
    const report = leaseReport(
      [MONTH],
      [
        {
          ...lease({}),
          customerAccountId: 1,
          terms: terms.map((term) => ({ ...term, productId: term.productName.charCodeAt(0) })),
        },
      ],
    );
    expect(report.byProduct).toEqual([
      { month: MONTH, productId: product.charCodeAt(0), leases: 1 },
    ]);
  });

  it('names the product that a stopped lease had on its last day', () => {
    const terms = [
      { from: '2026-01-01', monthlyPrice: 2_000n, productName: 'Before' },
      { from: '2026-01-15', monthlyPrice: 3_000n, productName: 'After' },
    ] as const;
    const of = (stoppedOn: Day) =>
      leaseInvoiceOf(MONTH, [lease({ terms, stoppedOn })], UNTAXED)?.lines[0]?.description;
    expect([of('2026-01-15'), of('2026-01-16')]).toEqual([
      'Lease L-100001: Before for ada@example.com',
      'Lease L-100001: After for ada@example.com',
    ]);
  });

  it('counts leases that are yet to start as often as they are asked for', () => {
    const three = lease({ number: null, count: 3 });
    const invoice = leaseInvoiceOf(MONTH, [three, lease({ key: 2 })], UNTAXED);
    expect(invoice?.lines.map(({ description, amount }) => [description, amount])).toEqual([
      ['New lease: SmarterMail Professional 250 for ada@example.com', 2_000n],
      ['Lease L-100001: SmarterMail Professional 250 for ada@example.com', 2_000n],
    ]);
    expect(invoice?.subtotal).toBe(8_000n);
  });

  it('names the lease that cannot be billed, and why', () => {
    const broken = (number: string | null) => () =>
      leaseInvoiceOf(MONTH, [lease({ number, terms: [] })], UNTAXED);
    expect(broken('L-100001')).toThrow(PlainError);
    expect(broken('L-100001')).toThrow('lease L-100001: No terms on 2026-01-01');
    expect(broken(null)).toThrow('a new lease: No terms on 2026-01-01');
    try {
      broken(null)();
    } catch (error) {
      expect((error as Error).cause).toBeInstanceOf(RangeError);
    }
    // What is no fault of the lease is not taken for one.
    const strange = Object.defineProperty(lease({}), 'terms', {
      get: () => {
        throw new TypeError('gone');
      },
    });
    expect(() => leaseInvoiceOf(MONTH, [strange], UNTAXED)).toThrow(TypeError);
  });

  it.each([
    [255, false],
    [256, true],
  ])('a description of %i signs is cut: %s', (length, cut) => {
    const before = 'Lease L-100001: SmarterMail Professional 250 for '.length;
    for (const sign of ['a', '🦊']) {
      const customerEmail = sign.repeat(length - before);
      const [line] = leaseInvoiceOf(MONTH, [lease({ customerEmail })], UNTAXED)?.lines ?? [];
      expect([...(line?.description ?? '')]).toHaveLength(255);
      expect(line?.description.endsWith('…')).toBe(cut);
    }
  });

  it('keeps a description within what a line holds, however long an address is', () => {
    const customerEmail = `${'a'.repeat(64)}@${'b'.repeat(185)}.com`;
    const [line] = leaseInvoiceOf(MONTH, [lease({ customerEmail })], UNTAXED)?.lines ?? [];
    expect(line?.description).toHaveLength(255);
    expect(line?.description.endsWith('…')).toBe(true);
  });
});
