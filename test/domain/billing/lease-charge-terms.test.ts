import { type Day } from '../../../src/domain/billing/calendar';
import {
  type LeaseFacts,
  describeCharge,
  leaseCharge,
} from '../../../src/domain/billing/lease-charge';

describe('changes of terms', () => {
  const lease = (...terms: [Day, bigint][]): LeaseFacts => ({
    startedOn: '2024-11-03',
    stoppedOn: null,
    terms: terms.map(([from, monthlyPrice]) => ({ from, monthlyPrice })),
  });

  it('R52 the day of a change is billed at the new terms', () => {
    const changed = lease(['2024-11-03', 1000n], ['2025-01-11', 3100n]);
    expect(leaseCharge('2025-01', changed)).toEqual({
      segments: [
        { from: '2025-01-01', to: '2025-01-10', days: 10, rate: 1000n },
        { from: '2025-01-11', to: '2025-01-31', days: 21, rate: 3100n },
      ],
      days: 31,
      divisor: 31,
      // (10 × 1000 + 21 × 3100) ÷ 31 = 75100 ÷ 31 = 2422.58
      amount: 2423n,
    });
  });

  it('R52 of several changes on one day the last given counts, and the others leave no segment', () => {
    const twice = lease(
      ['2024-11-03', 1000n],
      ['2025-01-11', 9900n],
      ['2025-01-11', 3100n],
      ['2025-01-21', 2000n],
      ['2025-01-21', 8000n],
      ['2025-01-21', 500n],
    );
    const once = lease(['2024-11-03', 1000n], ['2025-01-11', 3100n], ['2025-01-21', 500n]);
    expect(leaseCharge('2025-01', twice)).toEqual(leaseCharge('2025-01', once));
    expect(leaseCharge('2025-01', once)!.segments.map(({ days }) => days)).toEqual([10, 10, 11]);
  });

  it('R52 terms may come in any order; those of one day keep theirs', () => {
    const sorted = lease(['2024-11-03', 1000n], ['2025-01-11', 9900n], ['2025-01-11', 3100n]);
    const mixed = lease(['2025-01-11', 9900n], ['2024-11-03', 1000n], ['2025-01-11', 3100n]);
    expect(leaseCharge('2025-01', mixed)).toEqual(leaseCharge('2025-01', sorted));
    expect(mixed.terms[0]!.from).toBe('2025-01-11');
  });

  it('R52 a change on the 1st replaces the whole month, one after the month has no part in it', () => {
    const changed = lease(['2024-11-03', 1000n], ['2025-01-01', 2000n], ['2025-02-01', 7000n]);
    expect(leaseCharge('2024-12', changed)!.amount).toBe(1000n);
    expect(leaseCharge('2025-01', changed)).toMatchObject({
      segments: [{ days: 31, rate: 2000n }],
      amount: 2000n,
    });
    expect(leaseCharge('2025-02', changed)!.amount).toBe(7000n);
  });

  it('R52 a change on the last day bills that day alone', () => {
    const changed = lease(['2024-11-03', 0n], ['2025-01-31', 3100n]);
    expect(leaseCharge('2025-01', changed)!.amount).toBe(100n);
  });

  it('R52 a change on the start day, or dated before it, sets the price from the start', () => {
    const startedOn: Day = '2025-01-15';
    const terms = [
      { from: '2025-01-02', monthlyPrice: 5600n },
      { from: startedOn, monthlyPrice: 2800n },
    ] as const;
    const charge = leaseCharge('2025-01', { startedOn, stoppedOn: null, terms });
    expect(charge!.segments).toEqual([
      { from: startedOn, to: '2025-01-31', days: 17, rate: 2800n },
    ]);
    const early = leaseCharge('2025-01', { startedOn, stoppedOn: null, terms: [terms[0]] });
    expect(early!.segments).toEqual([{ from: startedOn, to: '2025-01-31', days: 17, rate: 5600n }]);
  });

  it('R52 a change on the stop day is never billed, unless it is the start day too', () => {
    const stopped = { ...lease(['2024-11-03', 2800n], ['2025-01-11', 9000n]) };
    expect(leaseCharge('2025-01', { ...stopped, stoppedOn: '2025-01-11' })).toMatchObject({
      segments: [{ to: '2025-01-10', days: 10, rate: 2800n }],
      amount: 1000n,
    });
    const startedOn: Day = '2025-01-11';
    const sameDay: LeaseFacts = {
      startedOn,
      stoppedOn: startedOn,
      terms: [
        { from: startedOn, monthlyPrice: 2800n },
        { from: startedOn, monthlyPrice: 5600n },
      ],
    };
    expect(leaseCharge('2025-01', sameDay)!.amount).toBe(200n);
  });

  it('R52 a change to terms of the same price still has a segment of its own', () => {
    const same = lease(['2024-11-03', 2000n], ['2025-01-11', 2000n]);
    expect(leaseCharge('2025-01', same)!.segments.map(({ days }) => days)).toEqual([10, 21]);
    expect(leaseCharge('2025-01', same)!.amount).toBe(2000n);
  });
});

describe('describeCharge', () => {
  const words = (lease: LeaseFacts): string =>
    describeCharge(leaseCharge('2025-01', lease)!, 'EUR');

  const at = (startedOn: Day, monthlyPrice: bigint): LeaseFacts => ({
    startedOn,
    stoppedOn: null,
    terms: [{ from: startedOn, monthlyPrice }],
  });

  it('R52 a line says its days and rate', () => {
    expect(words(at('2025-01-15', 2000n))).toBe('17 of 28 days at €20.00');
    expect(words(at('2024-01-15', 5n))).toBe('31 of 31 days at €0.05');
  });

  it('R52 a line of several segments says which days each is of', () => {
    const terms = [
      { from: '2024-12-24', monthlyPrice: 2000n },
      { from: '2025-01-10', monthlyPrice: 3500n },
      { from: '2025-01-31', monthlyPrice: 123_456n },
    ] as const;
    const two = terms.slice(0, 2);
    expect(words({ startedOn: '2024-12-24', stoppedOn: null, terms: two })).toBe(
      '9 of 31 days at €20.00 (1-9), 22 at €35.00 (10-31)',
    );
    expect(words({ startedOn: '2024-12-24', stoppedOn: null, terms })).toBe(
      '9 of 31 days at €20.00 (1-9), 21 at €35.00 (10-30), 1 at €1,234.56 (31)',
    );
  });

  it('R52 the longest line stays under 1,000 characters', () => {
    const terms = Array.from({ length: 31 }, (_, index) => ({
      from: `2025-01-${String(index + 1).padStart(2, '0')}` as Day,
      monthlyPrice: 99_999_999_999n,
    }));
    const line = words({ startedOn: '2025-01-01', stoppedOn: null, terms });
    expect(line.split(', ')).toHaveLength(31);
    expect(line.length).toBeLessThan(1000);
  });
});
