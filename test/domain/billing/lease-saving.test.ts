import fc from 'fast-check';
import { addDays } from '../../../src/domain/billing/calendar';
import { type LeaseFacts, savingIfStopped } from '../../../src/domain/billing/lease-charge';
import { slowLeaseCharge } from './slow-lease-charge';

const running: LeaseFacts = {
  startedOn: '2024-06-10',
  stoppedOn: null,
  terms: [{ from: '2024-06-10', monthlyPrice: 2800n }],
};

describe('savingIfStopped', () => {
  it.each([
    // 31 days at the full price; stopped on the nth, n − 1 days are billed in 28ths.
    ['2025-01-01', 2800n],
    ['2025-01-02', 2700n],
    ['2025-01-15', 1400n],
    ['2025-01-28', 100n],
    ['2025-01-29', 0n],
    ['2025-01-31', 0n],
    ['2025-02-28', 100n],
  ] as const)('R45 stopping a running lease on %s saves %s', (on, saving) => {
    expect(savingIfStopped(running, on)).toBe(saving);
  });

  it('R45 on the day it started one day is owed all the same', () => {
    const fresh: LeaseFacts = {
      startedOn: '2025-01-15',
      stoppedOn: null,
      terms: [{ from: '2025-01-15', monthlyPrice: 2800n }],
    };
    expect(savingIfStopped(fresh, '2025-01-15')).toBe(1600n);
    expect(savingIfStopped(fresh, '2025-01-16')).toBe(1600n);
    expect(savingIfStopped(fresh, '2025-01-17')).toBe(1500n);
  });

  it('R45 a lease already stopped saves nothing more', () => {
    const stopped = { ...running, stoppedOn: '2025-01-10' } as const;
    expect(savingIfStopped(stopped, '2025-01-10')).toBe(0n);
    expect(savingIfStopped(stopped, '2025-01-20')).toBe(0n);
    expect(savingIfStopped(stopped, '2025-05-20')).toBe(0n);
    // Before its stop there were still days to save.
    expect(savingIfStopped(stopped, '2025-01-08')).toBe(200n);
  });

  it('R45 the last day before a stop that was asked for already is the last that is saved', () => {
    const stopped = { ...running, stoppedOn: '2025-01-10' } as const;
    expect(savingIfStopped(stopped, '2025-01-09')).toBe(100n);
    expect(savingIfStopped({ ...running, stoppedOn: '2025-01-01' }, '2025-01-01')).toBe(0n);
  });

  it('R45 stopping never saves less than nothing, though the shorter month be the dearer one', () => {
    const cheapened: LeaseFacts = {
      ...running,
      terms: [...running.terms, { from: '2025-01-29', monthlyPrice: 0n }],
    };
    // 28 of 28 days cost 28.00; run on to the 31st, 28 of 31 days cost 25.29.
    expect(savingIfStopped(cheapened, '2025-01-29')).toBe(0n);
    // Stopped already, it cannot be stopped later to make it cheaper.
    const stopped = { ...cheapened, stoppedOn: '2025-01-29' } as const;
    expect(savingIfStopped(stopped, '2025-01-31')).toBe(0n);
  });

  it('R45 a malformed day and a day before the start are refused', () => {
    expect(() => savingIfStopped(running, '2025-01-32')).toThrow(RangeError);
    expect(() => savingIfStopped({ ...running, stoppedOn: '2025-01-01' }, '2025-1-9')).toThrow(
      RangeError,
    );
    expect(() => savingIfStopped(running, '2024-06-09')).toThrow(RangeError);
  });

  it('R45 the saving is the rest of the month as the slow reference has it, and falls day by day', () => {
    const price = fc.bigInt({ min: 0n, max: 1_000_000n });
    fc.assert(
      fc.property(price, fc.integer({ min: 0, max: 400 }), (monthlyPrice, offset) => {
        const lease: LeaseFacts = {
          ...running,
          terms: [{ from: running.startedOn, monthlyPrice }],
        };
        const on = addDays(running.startedOn, offset);
        const month = on.slice(0, 7) as `${number}-${number}`;
        const whole = slowLeaseCharge(month, lease)!.amount;
        const partial = slowLeaseCharge(month, { ...lease, stoppedOn: on })?.amount ?? 0n;
        expect(savingIfStopped(lease, on)).toBe(whole - partial);
        const tomorrow = addDays(on, 1);
        if (tomorrow.startsWith(month)) {
          expect(savingIfStopped(lease, tomorrow) <= savingIfStopped(lease, on)).toBe(true);
        }
      }),
    );
  });
});
