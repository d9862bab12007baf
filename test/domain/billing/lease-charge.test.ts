import { type Day, type Month } from '../../../src/domain/billing/calendar';
import { type LeaseFacts, leaseCharge } from '../../../src/domain/billing/lease-charge';
import { slowLeaseCharge } from './slow-lease-charge';

/** 2,800 a month is 100 a day while the divisor is 28: amounts can be read off. */
const PRICE = 2800n;
const at = (startedOn: Day, stoppedOn: Day | null = null, price = PRICE): LeaseFacts => ({
  startedOn,
  stoppedOn,
  terms: [{ from: startedOn, monthlyPrice: price }],
});

describe('the examples of the rule', () => {
  it.each(['2025-02', '2024-02', '2025-04', '2025-01'] as const)(
    'R52 the whole of %s costs the monthly price',
    (month) => {
      expect(leaseCharge(month, at('2023-11-20', null, 1999n))!.amount).toBe(1999n);
      expect(leaseCharge(month, at(`${month}-01`, null, 1999n))!.amount).toBe(1999n);
    },
  );

  it('R52 a start on the 4th of a 31-day month costs all of it', () => {
    expect(leaseCharge('2025-01', at('2025-01-04'))).toEqual({
      segments: [{ from: '2025-01-04', to: '2025-01-31', days: 28, rate: 2800n }],
      days: 28,
      divisor: 28,
      amount: 2800n,
    });
  });

  it('R52 a start on the 5th of a 31-day month costs 27/28', () => {
    expect(leaseCharge('2025-01', at('2025-01-05'))!.amount).toBe(2700n);
  });

  it('R52 a start on the 15th of a 31-day month costs 17/28', () => {
    expect(leaseCharge('2025-01', at('2025-01-15'))).toEqual({
      segments: [{ from: '2025-01-15', to: '2025-01-31', days: 17, rate: 2800n }],
      days: 17,
      divisor: 28,
      amount: 1700n,
    });
    expect(leaseCharge('2025-01', at('2025-01-15', null, 2000n))!.amount).toBe(1214n);
  });

  it('R52 the start day is in, the stop day is out', () => {
    expect(leaseCharge('2025-01', at('2025-01-10', '2025-01-11'))!.days).toBe(1);
    expect(leaseCharge('2025-01', at('2025-01-10', '2025-01-20'))).toEqual({
      segments: [{ from: '2025-01-10', to: '2025-01-19', days: 10, rate: 2800n }],
      days: 10,
      divisor: 28,
      amount: 1000n,
    });
  });

  it('R52 stopped on the day it started counts one day, the last day of the month included', () => {
    expect(leaseCharge('2025-01', at('2025-01-10', '2025-01-10'))).toMatchObject({
      segments: [{ from: '2025-01-10', to: '2025-01-10', days: 1 }],
      amount: 100n,
    });
    expect(leaseCharge('2025-01', at('2025-01-31', '2025-01-31'))!.amount).toBe(100n);
    expect(leaseCharge('2025-02', at('2025-01-31', '2025-01-31'))).toBeNull();
    expect(leaseCharge('2025-02', at('2025-02-01', '2025-02-01'))!.amount).toBe(100n);
  });

  it('R52 a month without an active day has no charge', () => {
    expect(leaseCharge('2024-12', at('2025-01-01'))).toBeNull();
    expect(leaseCharge('2025-03', at('2025-01-01', '2025-02-28'))).toBeNull();
    // Stopped on the 1st: that day is out, so the lease ended with the month before.
    expect(leaseCharge('2025-03', at('2025-01-01', '2025-03-01'))).toBeNull();
    expect(leaseCharge('2025-02', at('2025-01-01', '2025-03-01'))!.amount).toBe(2800n);
    expect(leaseCharge('2025-01', at('2024-01-01', '2024-12-31'))).toBeNull();
  });

  it('R52 half a cent is rounded up, less is not', () => {
    // 14 of 28 days: half of the price.
    expect(leaseCharge('2025-02', at('2025-02-15', null, 2001n))!.amount).toBe(1001n);
    // 13 of 28 days of 2,001 are 929.04; of 2,003, 929.96.
    expect(leaseCharge('2025-02', at('2025-02-16', null, 2001n))!.amount).toBe(929n);
    expect(leaseCharge('2025-02', at('2025-02-16', null, 2003n))!.amount).toBe(930n);
  });

  it('R52 the amount is rounded once for the line, not segment by segment', () => {
    const lease: LeaseFacts = {
      startedOn: '2025-02-01',
      stoppedOn: null,
      terms: [
        { from: '2025-02-01', monthlyPrice: 1n },
        { from: '2025-02-15', monthlyPrice: 3n },
      ],
    };
    // Halves of 1 and 3: segment by segment 1 + 2, together exactly 2.
    expect(leaseCharge('2025-02', lease)!.amount).toBe(2n);
  });
});

describe('every start and stop', () => {
  const CASES: [number, Month, Day, Day][] = [
    [28, '2025-02', '2025-01-17', '2025-03-09'],
    [29, '2024-02', '2024-01-17', '2024-03-09'],
    [30, '2025-04', '2025-03-17', '2025-05-09'],
    [31, '2025-01', '2024-12-17', '2025-02-09'],
  ];

  it.each(CASES)(
    'R52 every start and stop day of a month of %i days (%s) costs its days',
    (length, month, before, after) => {
      const dayNumber = (number: number): Day =>
        `${month}-${String(number).padStart(2, '0')}` as Day;
      const price = 4999n;
      let checked = 0;
      // Start 0 stands for a day before the month; stop 0 for none, length + 1 for a day after it.
      for (let start = 0; start <= length; start += 1) {
        for (let stop = 0; stop <= length + 1; stop += 1) {
          if (stop !== 0 && stop < start) continue;
          const startedOn = start === 0 ? before : dayNumber(start);
          const stoppedOn = stop === 0 ? null : stop > length ? after : dayNumber(stop);
          const lease = at(startedOn, stoppedOn, price);
          const firstOut = stop === 0 ? length + 1 : stop;
          const days = start === firstOut ? 1 : firstOut - Math.max(start, 1);
          const charge = leaseCharge(month, lease);
          const label = `${startedOn} to ${stoppedOn ?? 'now'}`;
          if (days === 0) {
            expect([label, charge]).toEqual([label, null]);
          } else {
            const divisor = Math.max(28, days);
            // Half up on whole numbers, written out: floor(2pd + D over 2D).
            const top = 2n * price * BigInt(days) + BigInt(divisor);
            const from = dayNumber(Math.max(start, 1));
            const to = dayNumber(Math.max(start, 1) + days - 1);
            const segments = [{ from, to, days, rate: price }];
            const amount = top / (2n * BigInt(divisor));
            expect([label, charge]).toEqual([label, { segments, days, divisor, amount }]);
          }
          expect(charge?.amount).toBe(slowLeaseCharge(month, lease)?.amount);
          checked += 1;
        }
      }
      // Per start: no stop, a stop after the month, and each day from the start on.
      expect(checked).toBe((length + 1) * 2 + length + (length * (length + 1)) / 2);
    },
  );
});

describe('facts that cannot be', () => {
  const withTerm = (from: string): LeaseFacts => ({
    ...at('2025-01-10'),
    terms: [{ from: from as Day, monthlyPrice: 1n }],
  });
  it.each([
    ['a stop before the start', '2025-01', at('2025-01-10', '2025-01-09'), /before the start/],
    ['a stop months before', '2025-01', at('2025-01-10', '2024-10-09'), /before the start/],
    ['no terms', '2025-01', { ...at('2025-01-10'), terms: [] }, /No terms on 2025-01-10/],
    ['terms after the start', '2025-01', withTerm('2025-01-11'), /No terms on 2025-01-10/],
    ['terms after the month', '2025-01', withTerm('2025-02-01'), /No terms on 2025-01-10/],
    ['terms from no day', '2025-01', withTerm('2024-13-01'), /Not a day/],
    ['a month that is none', '2025-13', at('2025-01-10'), /Not a month/],
    ['a start that is no day', '2025-01', at('2025-1-10'), /Not a day/],
    ['a stop that is no day', '2025-01', at('2025-01-10', '2025-02-30'), /Not a day/],
  ] as [string, Month, LeaseFacts, RegExp][])('R52 %s: refused', (_, month, lease, reason) => {
    expect(() => leaseCharge(month, lease)).toThrow(RangeError);
    expect(() => leaseCharge(month, lease)).toThrow(reason);
  });
});
