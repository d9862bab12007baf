import fc from 'fast-check';
import { addDays, parseDay, type Day } from '../../../src/domain/billing/calendar';
import {
  MAINTENANCE_STEPS,
  stepDue,
  stepsOn,
} from '../../../src/domain/licensing/maintenance-notice';
import { often } from '../often';

const ENDS: Day = '2027-01-20';
/** The day so many days before the last one; below 0 after it. */
const before = (days: number): Day => addDays(ENDS, -days);
const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(parseDay('2020-01-01'), n));

/** What is mailed when somebody looks on these days, each `days before: step`. */
function mailed(looks: readonly number[], endsOn: (look: number) => Day = () => ENDS): string[] {
  let notified: Day | null = null;
  return looks.flatMap((look) => {
    const today = before(look);
    const step = stepDue(endsOn(look), notified, today);
    if (step === null) return [];
    notified = today;
    return [`${look}: ${step}`];
  });
}
const everyDay = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, n) => from - n);

describe('R15 steps of maintenance that ends', () => {
  it('are 60, 30 and 7 days before its last day, and the day after it', () => {
    expect(mailed(everyDay(70, -400))).toEqual(['60: 60', '30: 30', '7: 7', '-1: 0']);
  });

  it.each<[string, number[], string[]]>([
    ['three days without looking', [61, 57, 56], ['57: 60']],
    ['three days around another step', [60, 32, 28], ['60: 60', '28: 30']],
    ['from the first step to the last, nearest alone', [60, 3], ['60: 60', '3: 7']],
    ['over the end', [60, 30, -3], ['60: 60', '30: 30', '-3: 0']],
    ['first looked at shortly before the end', [5, 4, 0, -1], ['5: 7', '-1: 0']],
    ['an end that was missed for long is no news', [60, -15, -16], ['60: 60']],
    ['an end that was missed for less is', [-14], ['-14: 0']],
  ])('%s', (_what, looks, expected) => {
    expect(mailed(looks)).toEqual(expected);
  });

  it('begin anew with what was renewed, be it before or after its end, and not before', () => {
    const renewed = (at: number) => (look: number) => (look > at ? ENDS : addDays(ENDS, 365));
    expect(mailed(everyDay(70, -400), renewed(20))).toEqual([
      ...['60: 60', '30: 30'],
      ...[60, 30, 7, -1].map((step) => `${step - 365}: ${Math.max(step, 0)}`),
    ]);
    expect(mailed(everyDay(20, -310), renewed(-5))).toEqual([
      '20: 30',
      '7: 7',
      '-1: 0',
      '-305: 60',
    ]);
  });

  it('for all days and ends: at one step at most, and mailed of it once', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -100, max: 100 }), (today, distance) => {
        const endsOn = addDays(today, distance);
        const at = stepsOn(today).filter(({ from, to }) => from <= endsOn && endsOn <= to);
        expect(at.length).toBe(distance >= -14 && distance <= 60 ? 1 : 0);
        const step = stepDue(endsOn, null, today);
        expect(step).toBe(at[0]?.step ?? null);
        if (step === null) return;
        expect(step).toBe(
          distance < 0 ? 0 : MAINTENANCE_STEPS.filter((one) => distance <= one && one > 0).at(-1),
        );
        expect(stepDue(endsOn, today, today)).toBeNull();
      }),
      { numRuns: often(1_000) },
    );
  });
});
