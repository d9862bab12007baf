import { keptAsCredit, paidFromCredit } from '../../../src/domain/billing/account-credit';
import { allocate, partOf } from '../../../src/domain/billing/allocation';
import { addDays, dayInMonth, parseDay, parseMonth } from '../../../src/domain/billing/calendar';
import { creditNoteOf } from '../../../src/domain/billing/credit-note';
import { dayOf } from '../../../src/domain/billing/day-of';
import { formatMinor, parseMinor } from '../../../src/domain/billing/money';
import { moneyBack } from '../../../src/domain/billing/money-back';
import { taxOn } from '../../../src/domain/billing/tax';

const INVOICE = { number: 'I', subtotal: 100n, tax: 0n, total: 100n, credited: 0n };
const LONG = 'x'.repeat(60);

/** What is thrown for a mistake of ours says which value was wrong: it is read in a log. */
it.each<[string, () => unknown, string]>([
  ['what is paid', () => paidFromCredit(-7n, 0n), 'Nobody pays -7'],
  ['what is shared', () => allocate(-7n, []), 'Nobody pays -7'],
  ['what is owed', () => allocate(7n, [{ balance: -3n }]), 'Nobody owes -3'],
  ['a part', () => partOf(1n, 5n, 3n, 2n), 'No part 3-2 of 5'],
  ['a credit', () => creditNoteOf(INVOICE, -1n, 'R'), 'Nobody credits -1'],
  ['a credit of nothing', () => creditNoteOf(INVOICE, 0n, 'R'), 'Nobody credits 0'],
  [
    'money that goes back',
    () => moneyBack(-1n, { unallocated: 0n, shares: [], left: 0n, paidFromCredit: [] }),
    'Nobody gives back -1',
  ],
  [
    'a rate',
    () => taxOn(1n, { rateInBasisPoints: 0.5 }),
    '0.5 is not a tax rate in whole basis points',
  ],
  ['a currency', () => formatMinor(1n, 'XXX'), 'Unknown currency "XXX"'],
  ['a fraction', () => formatMinor(0.5, 'EUR'), '0.5 is not a safe integer of minor units'],
  ['an amount', () => parseMinor(LONG, 'EUR'), `Not an amount in EUR: "${'x'.repeat(40)}"`],
  [
    'a large one',
    () => parseMinor('99999999999999999', 'EUR'),
    'Amount out of range: "99999999999999999"',
  ],
  ['a day', () => parseDay(LONG), `Not a day (YYYY-MM-DD): "${'x'.repeat(40)}"`],
  ['a month', () => parseMonth(LONG), `Not a month (YYYY-MM): "${'x'.repeat(40)}"`],
  ['a day of a month', () => dayInMonth('2026-02', 30), '2026-02 has no day 30'],
  ['a year', () => addDays('9999-12-31', 1), 'Year 10000 is not in 1000 to 9999'],
  ['days', () => addDays('2026-01-01', 0.5), '0.5 is not a whole number'],
  [
    'an early instant',
    () => dayOf(new Date('-001500-06-15T00:00:00Z'), 'UTC'),
    'No day before the year 1000',
  ],
  [
    'a late instant',
    () => dayOf(new Date('+010000-01-01T00:00:00Z'), 'UTC'),
    'No day within the years 1000 to 9999: "01/01/10000"',
  ],
])('R58 %s that cannot be is named', (_what, work, words) => {
  expect(work).toThrow(new RangeError(words));
});

it('R57 a credit note says whether it takes back all of an invoice', () => {
  const described = (amount: bigint) => creditNoteOf(INVOICE, amount, 'R').description;
  expect([described(100n), described(99n)]).toEqual([
    'Credit of invoice I',
    'Credit of a part of invoice I',
  ]);
});

it('R57 what is paid to the cent leaves no credit', () => {
  const sums = {
    total: 100n,
    paid: 100n,
    credited: 0n,
    creditApplied: 0n,
    creditKept: 0n,
    refunded: 0n,
  };
  const kept = keptAsCredit(sums);
  expect(kept.invoice).toBe(sums);
  expect(kept.kept).toBe(0n);
});

it('so much credit is left that a card can be charged the rest', () => {
  const of = (credit: bigint) => paidFromCredit(100n, credit, 50n);
  expect([0n, 49n, 50n, 51n, 99n, 100n, 101n].map((credit) => of(credit).rest)).toEqual([
    100n,
    51n,
    50n,
    50n,
    50n,
    0n,
    0n,
  ]);
  expect(paidFromCredit(0n, 5n)).toEqual({ fromCredit: 0n, rest: 0n });
});
