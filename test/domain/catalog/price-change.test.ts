import fc from 'fast-check';
import { addDays, type Day } from '../../../src/domain/billing/calendar';
import {
  decideWantedPrice,
  planPriceChange,
  priceOn,
  type PriceChange,
  type PriceSpan,
} from '../../../src/domain/catalog/price-change';
import { Refusal } from '../../../src/domain/refusal';
import { codeAt } from '../refusals';

const TODAY: Day = '2026-11-21';

/** The rows after a change, as the store would have them. */
function changed(rows: readonly PriceSpan[], { ends, dropped, added }: PriceChange): PriceSpan[] {
  const left = rows
    .filter(({ key }) => key !== dropped?.key)
    .map((row) => (row.key === ends?.key ? { ...row, validTo: ends.validTo } : row));
  const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
  return added === null ? left : [...left, { key, ...added }];
}

const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Refusal ? codeAt(error.reasons[0]) : String(error);
  }
};

describe('an amount, or no price any more', () => {
  it.each([
    [{}, ['AMOUNT_OR_WITHDRAW', 'amount']],
    [{ withdraw: false }, ['AMOUNT_OR_WITHDRAW', 'amount']],
    [{ amount: '5.00', withdraw: true }, ['AMOUNT_OR_WITHDRAW', 'withdraw']],
    [{ amount: '5.00' }, null],
    [{ amount: '0', withdraw: false }, null],
    [{ withdraw: true }, null],
  ])('R21 of %j comes %j', (wanted, refused) => {
    const reason = decideWantedPrice(wanted);
    expect(codeAt(reason)).toBe(refused && refused.join(' at '));
  });
});

describe('another price', () => {
  const now: PriceSpan = { key: 1, amount: 500n, validFrom: '2026-01-01', validTo: '2026-12-31' };
  const next: PriceSpan = { key: 2, amount: 600n, validFrom: '2027-01-01', validTo: null };

  it.each<[string, readonly PriceSpan[], bigint | null, Day, PriceChange]>([
    [
      'the first one holds from today on',
      [],
      500n,
      TODAY,
      { ends: null, dropped: null, added: { amount: 500n, validFrom: TODAY, validTo: null } },
    ],
    [
      'the former one ends the day before, an announced one stays',
      [now, next],
      550n,
      '2026-12-01',
      {
        ends: { key: 1, validTo: '2026-11-30' },
        dropped: null,
        added: { amount: 550n, validFrom: '2026-12-01', validTo: '2026-12-31' },
      },
    ],
    [
      'an announced one that never held is replaced',
      [now, next],
      650n,
      '2027-01-01',
      {
        ends: null,
        dropped: next,
        added: { amount: 650n, validFrom: '2027-01-01', validTo: null },
      },
    ],
    [
      'none: it is not sold any more',
      [now, next],
      null,
      '2026-12-01',
      { ends: { key: 1, validTo: '2026-11-30' }, dropped: null, added: null },
    ],
  ])('R21 %s', (_what, rows, amount, from, change) => {
    expect(planPriceChange(rows, { amount, from }, TODAY)).toEqual(change);
  });

  it.each<[string, readonly PriceSpan[], bigint | null, Day]>([
    ['PRICE_IN_THE_PAST at validFrom', [], 500n, '2026-11-20'],
    ['PRICE_IN_THE_PAST at validFrom', [now], 500n, TODAY],
    ['PRICE_IN_THE_PAST at validFrom', [now], null, TODAY],
    ['PRICE_UNCHANGED at amount', [now], 500n, '2026-12-01'],
    ['PRICE_UNCHANGED at withdraw', [], null, '2026-12-01'],
  ])('R21 %s', (code, rows, amount, from) => {
    expect(codeOf(() => planPriceChange(rows, { amount, from }, TODAY))).toBe(code);
  });

  it('R21 says of a price that is no other what it is', () => {
    const message = (rows: readonly PriceSpan[], amount: bigint | null): string => {
      try {
        planPriceChange(rows, { amount, from: '2026-12-01' }, TODAY);
        return '';
      } catch (error) {
        return error instanceof Refusal ? error.reasons[0].message : String(error);
      }
    };
    expect(message([now], 500n)).toBe('This is the price of that day already.');
    expect(message([], null)).toBe('It is not sold that way on that day.');
  });

  it('R21 whatever is changed, no day up to today costs anything else, and each later day has one price at most', () => {
    const asked = fc.record({
      amount: fc.option(fc.bigInt({ min: 0n, max: 9n })),
      from: fc.integer({ min: -3, max: 30 }),
      today: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 8 }), (changes) => {
        let rows: PriceSpan[] = [];
        let today = TODAY;
        for (const { amount, from, today: passed } of changes) {
          today = addDays(today, passed);
          const first = addDays(today, from);
          let after: PriceSpan[];
          try {
            after = changed(rows, planPriceChange(rows, { amount, from: first }, today));
          } catch (error) {
            if (error instanceof Refusal) continue;
            throw error;
          }
          const before = rows;
          rows = after;
          for (let day = addDays(TODAY, -5); day <= addDays(today, 40); day = addDays(day, 1)) {
            const holding = rows.filter(
              ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo),
            );
            expect(holding.length).toBeLessThanOrEqual(1);
            if (day < first) expect(priceOn(rows, day)).toBe(priceOn(before, day));
          }
          expect(priceOn(rows, first)).toBe(amount);
          for (const { validFrom, validTo } of rows)
            expect(validTo === null || validFrom <= validTo).toBe(true);
        }
      }),
    );
  });
});
