import { nextAttemptOn } from '../../../src/domain/billing/dunning';
import { InvoiceKind, InvoiceStatus } from '../../../src/domain/billing/invoice';
import {
  decideCredit,
  decidePay,
  decideVoid,
  statusOf,
  type InvoiceStanding,
} from '../../../src/domain/billing/invoice-life';
import { invoiceNumber } from '../../../src/domain/billing/invoice-number';
import { decideRefund, refundable, type Refundable } from '../../../src/domain/billing/refund';

const invoice = (given: Partial<InvoiceStanding> = {}): InvoiceStanding => ({
  number: 'INV-2026-000001',
  kind: 'STANDARD',
  status: 'OPEN',
  total: 100n,
  paid: 0n,
  credited: 0n,
  onSummary: null,
  paymentPending: false,
  ...given,
});
const all = { paid: 100n };
const credited = { credited: 100n };
const SUMMARY = 'INV-2026-000009';

describe('the life of an invoice', () => {
  it.each([
    ['open', {}, null, null, null],
    ['overdue', { status: 'OVERDUE' }, null, null, null],
    ['paid', { status: 'PAID', ...all }, 'INVOICE_PAID', 'CANNOT_VOID', null],
    ['withdrawn', { status: 'VOID', ...credited }, 'INVOICE_VOID', 'CANNOT_VOID', 'INVOICE_VOID'],
    [
      'credited',
      { status: 'CREDITED', ...credited },
      'INVOICE_PAID',
      'CANNOT_VOID',
      'INVOICE_CREDITED',
    ],
    ['credited in part', { credited: 40n }, null, 'CANNOT_VOID', null],
    ['on a summary', { onSummary: SUMMARY }, 'INVOICE_ON_SUMMARY', 'INVOICE_ON_SUMMARY', null],
    [
      'being paid',
      { paymentPending: true },
      'PAYMENT_IN_PROGRESS',
      'PAYMENT_IN_PROGRESS',
      'PAYMENT_IN_PROGRESS',
    ],
    [
      'a credit note',
      { kind: 'CREDIT_NOTE', status: 'PAID', total: -100n, credited: -100n },
      'NOTHING_TO_PAY',
      'CANNOT_VOID',
      'CANNOT_CREDIT',
    ],
    ['a summary', { kind: 'SUMMARY' }, null, null, 'CANNOT_CREDIT'],
    ['a lease invoice', { kind: 'LEASE' }, null, null, null],
  ] as const)('R49 R57 of one that is %s', (_what, given, pay, withdraw, credit) => {
    const standing = invoice(given);
    expect([
      decidePay(standing)?.code ?? null,
      decideVoid(standing)?.code ?? null,
      decideCredit(standing)?.code ?? null,
    ]).toEqual([pay, withdraw, credit]);
  });

  it('R49 who pays an invoice on a summary is told which summary to pay', () => {
    expect(decidePay(invoice({ onSummary: SUMMARY }))?.message).toContain(SUMMARY);
  });

  it('R57 whatever may be done to an invoice, its kind and status never allow more than they say', () => {
    for (const kind of Object.values(InvoiceKind))
      for (const status of Object.values(InvoiceStatus)) {
        const pays = decidePay(invoice({ kind, status })) === null;
        expect([kind, status, pays]).toEqual([
          kind,
          status,
          kind !== 'CREDIT_NOTE' && ['OPEN', 'OVERDUE'].includes(status),
        ]);
        if (status === 'VOID') expect(decideCredit(invoice({ kind, status }))).not.toBeNull();
      }
  });

  it.each([
    ['OPEN', {}, 'OPEN'],
    ['OVERDUE', {}, 'OVERDUE'],
    ['OVERDUE', { paid: 99n }, 'OVERDUE'],
    ['OPEN', { paid: 100n }, 'PAID'],
    ['OVERDUE', { paid: 60n, credited: 40n }, 'PAID'],
    ['OPEN', { credited: 100n }, 'CREDITED'],
    ['PAID', { paid: 100n, credited: 1n }, 'PAID'],
    ['PAID', { paid: 100n, credited: 100n }, 'CREDITED'],
    ['CREDITED', { paid: 0n, credited: 100n }, 'CREDITED'],
    ['VOID', { credited: 100n }, 'VOID'],
  ] as const)('R57 R58 what was %s with %o is %s', (status, sums, expected) => {
    expect(statusOf(invoice({ status, ...sums }))).toBe(expected);
  });

  it('R54 a number has its year and six digits at least, so that it sorts', () => {
    expect([invoiceNumber(2026, 1), invoiceNumber(2027, 1_234_567)]).toEqual([
      'INV-2026-000001',
      'INV-2027-1234567',
    ]);
  });
});

describe('what can be given back', () => {
  const payment = (given: Partial<Refundable> = {}): Refundable => ({
    status: 'SUCCEEDED',
    amount: 100n,
    refunded: 0n,
    refundPending: false,
    overpaid: 100n,
    ...given,
  });

  it.each([
    ['all that credits freed', {}, 100n, null],
    ['part of it', { overpaid: 30n }, 30n, null],
    ['what is left of it', { refunded: 80n, overpaid: 100n }, 20n, null],
    ['nothing that its invoices ask for', { overpaid: 0n }, 0n, 'NOTHING_TO_REFUND'],
    ['nothing twice', { refunded: 100n }, 0n, 'NOTHING_TO_REFUND'],
    [
      'nothing while another refund is under way',
      { refundPending: true },
      100n,
      'REFUND_IN_PROGRESS',
    ],
  ] as const)('R57 %s', (_what, given, most, code) => {
    expect(refundable(payment(given))).toBe(most);
    expect(decideRefund(payment(given))?.code ?? null).toBe(code);
  });

  it.each(['PENDING', 'FAILED'] as const)('R57 nothing of a payment that is %s', (status) => {
    expect(decideRefund(payment({ status }))?.code).toBe('NOT_PAID');
  });
});

describe('an automatic payment that fails', () => {
  it('R53 is tried again 3, 5 and 7 days after the first attempt, and then no more', () => {
    const tries = [1, 2, 3, 4, 5].map((failed) => nextAttemptOn('2026-12-28', failed));
    expect(tries).toEqual(['2026-12-31', '2027-01-02', '2027-01-04', null, null]);
  });
});
