import fc from 'fast-check';
import {
  applyMoney,
  type ApplicableInvoice,
  type AskedShare,
} from '../../../src/domain/billing/applied-money';
import {
  bankReference,
  decideReceivedOn,
  decideReference,
  decideReverse,
  type Reversible,
} from '../../../src/domain/billing/bank-transfer';
import { balanceOf } from '../../../src/domain/billing/invoice-totals';
import { sum } from '../../../src/domain/billing/money';
import { PaymentKind, PaymentStatus } from '../../../src/domain/billing/payment';
import { often } from '../often';

const invoice = (given: Partial<ApplicableInvoice> = {}): ApplicableInvoice => ({
  number: 'INV-2026-000001',
  kind: 'STANDARD',
  status: 'OPEN',
  currency: 'EUR',
  total: 100n,
  paid: 0n,
  credited: 0n,
  creditApplied: 0n,
  onSummary: null,
  awaitsSummary: false,
  paymentPending: false,
  ...given,
});
const codeOf = (amount: bigint, ...asked: AskedShare<ApplicableInvoice>[]): unknown => {
  const came = applyMoney(amount, 'EUR', asked);
  return 'refused' in came ? [came.refused.code, came.at] : came.shares.map((one) => one.amount);
};

describe('money that is applied to invoices', () => {
  it.each([
    [{ status: 'PAID', paid: 100n }, 'INVOICE_PAID'],
    [{ status: 'VOID', credited: 100n }, 'INVOICE_VOID'],
    [{ status: 'CREDITED', credited: 100n }, 'INVOICE_CREDITED'],
    [{ kind: 'CREDIT_NOTE' }, 'NOTHING_TO_PAY'],
    [{ onSummary: 'INV-2026-000009' }, 'INVOICE_ON_SUMMARY'],
    [{ paymentPending: true }, 'PAYMENT_IN_PROGRESS'],
    [{ currency: 'USD' }, 'CURRENCY_DIFFERS'],
  ] as const)('R49 R57 of one that is %o nothing: %s, with its place', (given, code) => {
    const second = { invoice: invoice(given), amount: null };
    expect(codeOf(10n, { invoice: invoice(), amount: null }, second)).toEqual([code, 1]);
  });

  it('R49 what waits for its summary is paid in full or not at all', () => {
    const waits = { invoice: invoice({ awaitsSummary: true }), amount: null };
    expect(codeOf(99n, waits)).toEqual(['PAID_IN_FULL_ONLY', 0]);
    expect(codeOf(100n, waits)).toEqual([100n]);
    expect(codeOf(100n, { invoice: invoice(), amount: null }, waits)).toEqual([100n, 0n]);
    expect(codeOf(100n, { ...waits, amount: 99n })).toEqual(['PAID_IN_FULL_ONLY', 0]);
  });

  it('R58 whatever is applied to whichever, no cent is lost: shares and what is left are the amount', () => {
    const asked = fc.array(
      fc.record({
        total: fc.bigInt({ min: 1n, max: 300n }),
        paid: fc.bigInt({ min: 0n, max: 300n }),
        named: fc.option(fc.bigInt({ min: 1n, max: 300n })),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 900n }), asked, (amount, given) => {
        const all = given.map(({ total, paid, named }) => ({
          invoice: invoice({ total, paid: paid < total ? paid : total - 1n }),
          amount: named,
        }));
        const came = applyMoney(amount, 'EUR', all);
        const named = sum(all.map((one) => one.amount ?? 0n));
        if ('refused' in came) {
          const beyond = all.findIndex((one) => (one.amount ?? 0n) > balanceOf(one.invoice));
          expect([came.refused.code, came.at]).toEqual(
            beyond < 0 ? ['MORE_THAN_RECEIVED', null] : ['MORE_THAN_OWED', beyond],
          );
          expect(beyond >= 0 || named > amount).toBe(true);
          return;
        }
        expect(sum(came.shares.map((one) => one.amount)) + came.left).toBe(amount);
        for (const [at, share] of came.shares.entries()) {
          expect(share.amount + share.remaining).toBe(balanceOf(share.invoice));
          expect(share.amount >= 0n && share.remaining >= 0n).toBe(true);
          const wanted = all[at]?.amount ?? null;
          if (wanted !== null) expect(share.amount).toBe(wanted);
          // Nothing is left while one that is to get what there is still asks for some.
          else if (share.remaining > 0n) expect(came.left).toBe(0n);
        }
        expect(came.left >= 0n).toBe(true);
      }),
      { numRuns: often(300) },
    );
  });

  it('a negative amount is nobody’s', () => {
    expect(() => applyMoney(-1n, 'EUR', [])).toThrow(RangeError);
  });
});

describe('a bank transfer', () => {
  it('R57 has one reference, however it is spaced and written', () => {
    const forms = ['NTRF 12/A', ' ntrf  12/a ', 'ntrf\u00a012/a', 'ｎｔｒｆ 12/a'];
    expect(forms.map(bankReference)).toEqual(forms.map(() => 'NTRF 12/A'));
    expect(bankReference('NTRF 12A')).not.toBe('NTRF 12/A');
    // Some characters become several.
    const codes = ['A', '\u00a0', 'ß'.repeat(70), 'ß'.repeat(71)].map((typed) =>
      decideReference(bankReference(typed)),
    );
    expect(codes.map((reason) => reason?.code ?? null)).toEqual([null, 'BLANK', null, 'TOO_LONG']);
  });

  it('was received today, or within a year', () => {
    const days = ['2026-11-30', '2026-12-01', '2025-11-29', '2025-11-28'] as const;
    expect(days.map((day) => decideReceivedOn(day, '2026-11-30')?.code ?? null)).toEqual([
      null,
      'DAY_OUT_OF_RANGE',
      null,
      'DAY_OUT_OF_RANGE',
    ]);
  });

  it('R57 is taken back once, whole, and no other payment is', () => {
    for (const kind of Object.values(PaymentKind))
      for (const status of Object.values(PaymentStatus))
        for (const refunded of [0n, 1n])
          for (const [refundPending, excess] of [
            [false, 0n],
            [true, 0n],
            [false, 1n],
          ] as const) {
            const one: Reversible = { kind, status, refunded, refundPending, excess };
            const code = decideReverse(one)?.code ?? null;
            const expected =
              kind !== 'BANK_TRANSFER'
                ? 'NOT_A_BANK_TRANSFER'
                : status !== 'SUCCEEDED'
                  ? 'TRANSFER_REVERSED'
                  : refunded > 0n || refundPending
                    ? 'PAYMENT_REFUNDED'
                    : excess > 0n
                      ? 'CREDIT_PAID_OUT'
                      : null;
            expect([one, code]).toEqual([one, expected]);
          }
  });
});
