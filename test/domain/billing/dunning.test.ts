import fc from 'fast-check';
import { attemptIsDue, nextAttemptOn, wasTried } from '../../../src/domain/billing/dunning';
import { addDays, daysBetween } from '../../../src/domain/billing/calendar';

const FIRST = '2026-12-01';

describe('automatic payments that fail', () => {
  it('R53 are tried at once, 3, 5 and 7 days after the first attempt, and then no more', () => {
    expect([0, 1, 2, 3, 4, 5].map((failed) => nextAttemptOn(FIRST, failed))).toEqual([
      '2026-12-01',
      '2026-12-04',
      '2026-12-06',
      '2026-12-08',
      null,
      null,
    ]);
    expect(attemptIsDue(FIRST, 0, null)).toBe(true);
  });

  it('R53 whoever looks every day, or misses some, makes four attempts in their order, each on its day or the next look', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 20, maxLength: 30 }),
        (gaps) => {
          const made: string[] = [];
          let today = addDays(FIRST, 0);
          for (const gap of gaps) {
            const [first] = made;
            if (attemptIsDue(today, made.length, first === undefined ? null : addDays(FIRST, 0))) {
              const due = [0, 3, 5, 7][made.length] ?? -1;
              // Not before its day, and no look after that day was let go by.
              expect(daysBetween(FIRST, today)).toBeGreaterThanOrEqual(due);
              made.push(today);
            } else {
              const next = nextAttemptOn(FIRST, made.length);
              expect(next === null || next > today).toBe(true);
            }
            today = addDays(today, gap);
          }
          expect(made).toHaveLength(4);
        },
      ),
    );
  });

  it('R53 an attempt counts when a card was asked, or there was none to ask', () => {
    expect(['CARD_DECLINED', 'CARD_EXPIRED', 'NO_CARD', null].map(wasTried)).toEqual(
      Array(4).fill(true),
    );
    expect(['GATEWAY_UNAVAILABLE', 'CANCELLED'].map(wasTried)).toEqual([false, false]);
  });
});
