import fc from 'fast-check';
import {
  attemptIsDue,
  countedFailure,
  isUnanswered,
  nextAttemptOn,
  wasTried,
} from '../../../src/domain/billing/dunning';
import { addDays, type Day } from '../../../src/domain/billing/calendar';

const FIRST = '2026-12-01';

describe('automatic payments that fail', () => {
  it('R53 are tried at once, 3, 5 and 7 days after the first attempt, and then no more', () => {
    expect([1, 2, 3, 4, 5].map((failed) => nextAttemptOn(FIRST, failed))).toEqual([
      '2026-12-04',
      '2026-12-06',
      '2026-12-08',
      null,
      null,
    ]);
    // After the last attempt none is due, however long ago it was.
    expect(attemptIsDue('2027-06-01', { failed: 4, firstAt: FIRST, lastAt: '2026-12-08' })).toBe(
      false,
    );
    expect(attemptIsDue(FIRST, { failed: 0, firstAt: null, lastAt: null })).toBe(true);
  });

  it('R53 whoever looks every day, or misses some, makes four attempts, none before its day and no two on one', () => {
    const looks = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 60, maxLength: 80 });
    fc.assert(
      fc.property(looks, (gaps) => {
        const made: Day[] = [];
        let today: Day = FIRST;
        for (const gap of gaps) {
          const tried = {
            failed: made.length,
            firstAt: made[0] ?? null,
            lastAt: made.at(-1) ?? null,
          };
          const planned = addDays(FIRST, [0, 3, 5, 7][made.length] ?? 0);
          const due = made.length < 4 && planned <= today && tried.lastAt !== today;
          expect(attemptIsDue(today, tried)).toBe(due);
          if (due) made.push(today);
          today = addDays(today, gap);
        }
        return made.length === 4 || today < addDays(FIRST, 12);
      }),
    );
  });

  it('R53 an attempt counts when a card was asked, or there was none to ask', () => {
    expect(['CARD_DECLINED', 'CARD_EXPIRED', 'NO_CARD', null].map(wasTried)).toEqual(
      Array(4).fill(true),
    );
    const untried = [
      'GATEWAY_UNAVAILABLE',
      'PAYMENTS_UNAVAILABLE',
      'AMOUNT_TOO_SMALL',
      'CANCELLED',
    ];
    expect(untried.map(wasTried)).toEqual(Array(4).fill(false));
  });

  it('R53 what could not be tried for a day counts as an attempt, and not a moment before', () => {
    const since = new Date('2026-12-01T06:33:00Z');
    const after = (failureCode: string | null, hours: number) =>
      countedFailure(
        { failureCode, failure: 'why' },
        { since, now: new Date(since.getTime() + hours * 3_600_000) },
      );
    for (const code of ['GATEWAY_UNAVAILABLE', 'CANCELLED']) {
      expect(after(code, 23.99)).toEqual({ failureCode: code, failure: 'why' });
      const counted = after(code, 24);
      expect([isUnanswered(counted.failureCode), wasTried(counted.failureCode)]).toEqual([
        true,
        true,
      ]);
    }
    expect(after('GATEWAY_UNAVAILABLE', 24)).toEqual({
      failureCode: 'NO_ANSWER',
      failure: expect.stringMatching(/^The payment service .+ for a whole day\. .+\.$/) as string,
    });
    expect(['NO_ANSWER', 'CARD_DECLINED', '', null].map(isUnanswered)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(after('CARD_DECLINED', 48).failureCode).toBe('CARD_DECLINED');
    expect(after(null, 48).failureCode).toBeNull();
  });
});
