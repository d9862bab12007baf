import fc from 'fast-check';
import {
  carriedNote,
  chargedTogether,
  decideInvoiceCharge,
  decideOrderCharge,
  isCarried,
  NO_LIMITS,
  type CarriedStanding,
} from '../../../src/domain/billing/charge-limits';
import { statusOf } from '../../../src/domain/billing/invoice-life';
import { balanceOf, type InvoiceSums } from '../../../src/domain/billing/invoice-totals';
import { sum } from '../../../src/domain/billing/money';
import { codeOf } from '../refusals';

const LIMITS = { least: 50n, greatest: 99_999_999n, step: 1n };
const ofAll = () => LIMITS;

const asksFor = (balance: bigint): InvoiceSums => ({
  total: balance + 700n,
  paid: 400n,
  credited: 300n,
});
const invoice = (balance: bigint, given: Partial<CarriedStanding> = {}): CarriedStanding => ({
  ...{ kind: 'STANDARD', status: 'OPEN', currency: 'EUR', throughSummary: false },
  collectionHeld: false,
  ...asksFor(balance),
  ...given,
});

describe('what one charge takes', () => {
  it.each([
    [1n, 'AMOUNT_TOO_SMALL'],
    [49n, 'AMOUNT_TOO_SMALL'],
    [50n, null],
    [51n, null],
    [99_999_998n, null],
    [99_999_999n, null],
    [100_000_000n, 'AMOUNT_TOO_LARGE'],
  ])('of %d cents', (amount, code) => {
    expect(codeOf(decideInvoiceCharge(amount, 'EUR', LIMITS))).toBe(code);
    for (const reseller of [true, false])
      expect(codeOf(decideOrderCharge(amount, 'EUR', LIMITS, reseller))).toBe(code);
  });

  it('R58 is a multiple of its step: of three decimals the last is zero', () => {
    const limits = { ...LIMITS, step: 10n };
    expect(decideInvoiceCharge(1_230n, 'KWD', limits)).toBeNull();
    expect(decideOrderCharge(1_235n, 'KWD', limits, false)).toEqual({
      code: 'AMOUNT_NOT_CHARGEABLE',
      message:
        'Cards are charged in steps of 0.010 KWD, and this is 1.235 KWD. Ask the vendor for another way to pay.',
    });
  });

  it('says how much it is, and what to do instead', () => {
    const words = (amount: bigint, reseller: boolean) =>
      decideOrderCharge(amount, 'EUR', LIMITS, reseller)?.message;
    expect(words(49n, false)).toBe(
      'A card charge is at least 0.50 EUR, and this is 0.49 EUR. Order more at once.',
    );
    expect(words(49n, true)).toMatch(/MONTHLY_SUMMARY/);
    expect(words(100_000_000n, true)).toMatch(
      /at most 999999\.99 EUR, and this is 1000000\.00 EUR/,
    );
    expect(decideInvoiceCharge(1n, 'EUR', LIMITS)?.message).toMatch(/It is carried/);
    expect(carriedNote('EUR', LIMITS)).toMatch(/^Less than 0\.50 EUR is not charged alone: .+\.$/);
  });

  it('is everything where no card is charged', () => {
    expect(decideInvoiceCharge(1n, 'GBP', NO_LIMITS)).toBeNull();
  });
});

describe('an invoice that is too small for a charge', () => {
  it.each([
    [-1n, false],
    [0n, false],
    [1n, true],
    [49n, true],
    [50n, false],
  ])('is one that asks for %d cents: %s', (balance, carried) => {
    for (const status of ['OPEN', 'OVERDUE'] as const)
      expect(isCarried(invoice(balance, { status }), ofAll)).toBe(carried);
    expect(statusOf(invoice(balance, { status: 'OVERDUE' }), LIMITS.least)).toBe(
      balance <= 0n ? 'PAID' : carried ? 'OPEN' : 'OVERDUE',
    );
  });

  it('is none that is settled, held, paid through its summary, or a credit note', () => {
    for (const given of [
      { status: 'PAID' },
      { status: 'VOID' },
      { status: 'CREDITED' },
      { throughSummary: true },
      { collectionHeld: true },
      { kind: 'CREDIT_NOTE' },
    ] as const)
      expect(isCarried(invoice(36n, given), ofAll)).toBe(false);
  });

  it('is charged along with another, the oldest first, as far as the charge has room: what was asked for stays whole', () => {
    const balances = fc.array(fc.bigInt({ min: 1n, max: 49n }), { maxLength: 8 });
    const asked = fc.oneof(
      fc.bigInt({ min: 1n, max: LIMITS.greatest + 100n }),
      fc.bigInt({ min: LIMITS.greatest - 200n, max: LIMITS.greatest + 1n }),
    );
    fc.assert(
      fc.property(asked, balances, (large, small) => {
        const [own, carried] = [asksFor(large), small.map(asksFor)];
        const together = chargedTogether([own], carried, LIMITS.greatest);
        expect(together).toEqual([own, ...carried.slice(0, together.length - 1)]);
        const amount = sum(together.map(balanceOf));
        expect(amount <= LIMITS.greatest || together.length === 1).toBe(true);
        const next = carried[together.length - 1];
        if (next !== undefined) expect(amount + balanceOf(next)).toBeGreaterThan(LIMITS.greatest);
      }),
    );
  });
});
