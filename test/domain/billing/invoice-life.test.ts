import { nextAttemptOn } from '../../../src/domain/billing/dunning';
import { InvoiceKind, InvoiceStatus } from '../../../src/domain/billing/invoice';
import {
  decideCredit,
  decidePay,
  decideResume,
  decideVoid,
  statusOf,
  statusOnceCredited,
  type InvoiceStanding,
} from '../../../src/domain/billing/invoice-life';
import { PaymentKind, PaymentStatus } from '../../../src/domain/billing/payment';
import { invoiceNumber } from '../../../src/domain/billing/invoice-number';
import { decideRefund, refundable, type Refundable } from '../../../src/domain/billing/refund';
import { codeOf } from '../refusals';

const invoice = (given: Partial<InvoiceStanding> = {}): InvoiceStanding => ({
  number: 'INV-2026-000001',
  kind: 'STANDARD',
  status: 'OPEN',
  total: 100n,
  paid: 0n,
  credited: 0n,
  creditApplied: 0n,
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
    ['paid', { status: 'PAID', ...all }, 'INVOICE_PAID', 'INVOICE_PAID', null],
    ['paid in part', { paid: 40n }, null, 'INVOICE_PARTLY_PAID', null],
    ['paid in part, and from credit alone', { paid: 40n, creditApplied: 40n }, null, null, null],
    [
      'paid in part, from credit and by card',
      { paid: 40n, creditApplied: 10n },
      null,
      'INVOICE_PARTLY_PAID',
      null,
    ],
    [
      'paid from credit',
      { status: 'PAID', ...all, creditApplied: 100n },
      'INVOICE_PAID',
      'INVOICE_PAID',
      null,
    ],
    ['voided', { status: 'VOID', ...credited }, 'INVOICE_VOID', 'INVOICE_VOID', 'INVOICE_VOID'],
    [
      'credited in full',
      { status: 'CREDITED', ...credited },
      'INVOICE_CREDITED',
      'INVOICE_CREDITED',
      'INVOICE_CREDITED',
    ],
    [
      'paid, then credited in full',
      { status: 'CREDITED', ...all, ...credited },
      'INVOICE_CREDITED',
      'INVOICE_CREDITED',
      'INVOICE_CREDITED',
    ],
    ['credited in part', { credited: 40n }, null, 'INVOICE_PARTLY_CREDITED', null],
    [
      'credited in part, and the rest paid',
      { status: 'PAID', paid: 60n, credited: 40n },
      'INVOICE_PAID',
      'INVOICE_PARTLY_CREDITED',
      null,
    ],
    ['free', { status: 'PAID', total: 0n }, 'NOTHING_TO_PAY', null, null],
    [
      'free, and voided',
      { status: 'VOID', total: 0n },
      'INVOICE_VOID',
      'INVOICE_VOID',
      'INVOICE_VOID',
    ],
    [
      'free, and credited',
      { status: 'CREDITED', total: 0n },
      'INVOICE_CREDITED',
      'INVOICE_CREDITED',
      'INVOICE_CREDITED',
    ],
    ['on a summary', { onSummary: SUMMARY }, 'INVOICE_ON_SUMMARY', 'INVOICE_ON_SUMMARY', null],
    [
      'paid through its summary',
      { status: 'PAID', ...all, onSummary: SUMMARY },
      'INVOICE_PAID',
      'INVOICE_PAID',
      null,
    ],
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
    ['paid from credit that its bank took back', { creditApplied: 100n }, null, null, null],
    ['a lease invoice', { kind: 'LEASE' }, null, null, null],
  ] as const)('R49 R57 of one that is %s', (_what, given, pay, withdraw, credit) => {
    const standing = invoice(given);
    expect([
      codeOf(decidePay(standing)),
      codeOf(decideVoid(standing)),
      codeOf(decideCredit(standing)),
    ]).toEqual([pay, withdraw, credit]);
  });

  describe('R57 whatever its total, what was paid and credited of it, and its status', () => {
    /** What each refusal says of the invoice, which has to be so. */
    const HOLDS: Readonly<Record<string, (one: InvoiceStanding) => boolean>> = {
      INVOICE_VOID: ({ status }) => status === 'VOID',
      INVOICE_CREDITED: ({ status }) => status === 'CREDITED',
      INVOICE_PAID: ({ status, total }) => status === 'PAID' && total > 0n,
      NOTHING_TO_PAY: ({ status, total }) => status === 'PAID' && total === 0n,
      INVOICE_PARTLY_PAID: ({ status, paid, credited: taken }) =>
        status !== 'PAID' && paid > 0n && taken === 0n,
      INVOICE_PARTLY_CREDITED: ({ credited: taken, total }) => taken > 0n && taken < total,
    };
    const sums = [0n, 40n, 60n, 100n];
    const standings = [0n, 100n].flatMap((total) =>
      sums.flatMap((paid) =>
        sums
          .filter((taken) => taken + paid <= total)
          .flatMap((taken) =>
            Object.values(InvoiceStatus)
              .map((status) => invoice({ total, paid, credited: taken, status }))
              // What can be: the others are no states of an invoice.
              .filter((one) => one.status === 'VOID' || statusOf(one) === one.status),
          ),
      ),
    );

    it('the refusals are true, and what is not refused can be', () => {
      expect(standings.length).toBeGreaterThan(20);
      for (const one of standings) {
        const said = [decidePay, decideVoid, decideCredit].map((decide) => decide(one));
        for (const refusal of said)
          if (refusal !== null)
            expect([refusal.code, one, HOLDS[refusal.code]?.(one)]).toEqual([
              refusal.code,
              one,
              true,
            ]);
        const [pay, withdraw, credit] = said.map((refusal) => refusal === null);
        const stands = one.status !== 'VOID' && one.status !== 'CREDITED';
        expect([one, pay]).toEqual([one, stands && one.total - one.paid - one.credited > 0n]);
        expect([one, withdraw]).toEqual([one, stands && one.paid === 0n && one.credited === 0n]);
        expect([one, credit]).toEqual([one, stands]);
      }
    });

    it('what cannot be voided is told to be credited only where that is not refused', () => {
      for (const one of standings)
        for (const kind of ['STANDARD', 'LEASE', 'SUMMARY'] as const) {
          const said = decideVoid({ ...one, kind })?.message ?? '';
          const bidden = /credit it\b|what is left of it\b/.test(said);
          if (bidden)
            expect([one, kind, decideCredit({ ...one, kind })]).toEqual([one, kind, null]);
          if (kind === 'SUMMARY' && /: credit/.test(said))
            expect(said).toContain('the invoices on it');
        }
    });

    it('each refusal names the invoice and says what is so in words', () => {
      for (const one of standings)
        for (const decide of [decidePay, decideVoid, decideCredit])
          expect(decide(one)?.message ?? one.number).toContain(one.number);
    });

    it('what is credited stays that, free or not, and what is not does not become it', () => {
      const of = (status: InvoiceStanding['status'], total: bigint, taken: bigint) =>
        statusOf(invoice({ status, total, credited: taken }));
      expect(of('CREDITED', 0n, 0n)).toBe('CREDITED');
      expect(of('PAID', 0n, 0n)).toBe('PAID');
      expect(of('CREDITED', 100n, 100n)).toBe('CREDITED');
      // One that was credited in full, of which a credit note was taken back.
      expect(of('CREDITED', 100n, 99n)).toBe('OPEN');
    });

    it('what asks for less than a card is charged is not overdue', () => {
      const of = (status: InvoiceStanding['status'], paid: bigint) =>
        statusOf(invoice({ status, paid }), 50n);
      expect([50n, 51n, 100n].map((paid) => of('OVERDUE', paid))).toEqual([
        'OVERDUE',
        'OPEN',
        'PAID',
      ]);
      expect(of('PAID', 40n)).toBe('OPEN');
      expect(statusOnceCredited(invoice({ status: 'OVERDUE', credited: 51n }), 50n)).toBe('OPEN');
    });

    it('what is paid by itself says what to credit, and a summary what is on it', () => {
      const said = (kind: InvoiceStanding['kind']) =>
        decideVoid(invoice({ kind, status: 'PAID', ...all }))?.message;
      expect(said('STANDARD')).toContain('is paid: credit it instead');
      expect(said('SUMMARY')).toContain('is paid: credit the invoices on it instead');
      expect(decidePay(invoice({ status: 'PAID', ...all }))?.message).toMatch(/is paid\.$/);
      expect(decidePay(invoice({ status: 'PAID', ...all, onSummary: SUMMARY }))?.message).toContain(
        `paid through the summary invoice ${SUMMARY}`,
      );
    });

    it('what is credited in part and paid says so', () => {
      const said = (given: Partial<InvoiceStanding>) => decideVoid(invoice(given))?.message ?? '';
      expect(said({ credited: 40n })).toContain('is credited in part: credit what is left');
      expect(said({ status: 'PAID', paid: 60n, credited: 40n })).toContain('in part, and paid:');
    });

    it('a free invoice becomes credited when somebody credits it, and never of itself', () => {
      for (const status of ['OPEN', 'OVERDUE', 'PAID'] as const)
        expect(statusOf(invoice({ status, total: 0n }))).toBe('PAID');
      expect(statusOnceCredited(invoice({ status: 'PAID', total: 0n }))).toBe('CREDITED');
      expect(statusOnceCredited(invoice({ credited: 40n }))).toBe('OPEN');
      expect(statusOnceCredited(invoice(credited))).toBe('CREDITED');
    });
  });

  it('is collected again where it is held, and nowhere else', () => {
    const of = (collectionHeld: boolean) => decideResume({ number: 'INV-7', collectionHeld });
    expect([of(true), codeOf(of(false))]).toEqual([null, 'COLLECTION_NOT_HELD']);
    expect(of(false)?.message).toContain('INV-7');
  });

  it('R57 what came partly out of other money than credit is not voided, whatever else is so', () => {
    const amounts = [0n, 10n, 40n, 100n];
    for (const kind of ['STANDARD', 'LEASE', 'SUMMARY'] as const)
      for (const status of ['OPEN', 'OVERDUE'] as const)
        for (const paid of amounts)
          for (const creditApplied of amounts) {
            const code = codeOf(decideVoid(invoice({ kind, status, paid, creditApplied })));
            const can = paid === 0n || paid === creditApplied;
            expect([paid, creditApplied, code]).toEqual([
              paid,
              creditApplied,
              can ? null : 'INVOICE_PARTLY_PAID',
            ]);
          }
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
    kind: 'CARD',
    status: 'SUCCEEDED',
    amount: 100n,
    refunded: 0n,
    disputed: 0n,
    refundPending: false,
    credit: 100n,
    kept: 100n,
    unallocated: 0n,
    creditByBank: 0n,
    ...given,
  });

  it.each([
    ['all that the account has in credit', {}, 100n, null],
    ['part of it', { credit: 30n }, 30n, null],
    ['what is left of it', { refunded: 80n }, 20n, null],
    ['nothing that a dispute holds', { disputed: 70n }, 30n, null],
    ['nothing while a dispute holds all of it', { disputed: 100n }, 0n, 'NOTHING_TO_REFUND'],
    ['what became credit elsewhere', { kept: 0n }, 100n, null],
    ['nothing that came by bank', { creditByBank: 100n, kept: 0n }, 0n, 'CREDIT_CAME_BY_BANK'],
    ['what came by bank, by bank', { kind: 'BANK_TRANSFER', creditByBank: 100n }, 100n, null],
    ['what did not come by bank', { creditByBank: 70n, kept: 0n }, 30n, null],
    ['what it brought itself', { creditByBank: 100n, kept: 40n }, 40n, null],
    ['what was for no invoice', { creditByBank: 100n, kept: 0n, unallocated: 9n }, 9n, null],
    ['nothing while nothing was credited', { credit: 0n, kept: 0n }, 0n, 'NOTHING_TO_REFUND'],
    ['nothing that has paid another invoice since', { credit: 0n }, 0n, 'CREDIT_APPLIED'],
    ['nothing twice', { refunded: 100n }, 0n, 'PAYMENT_REFUNDED'],
    ['nothing that came out of credit itself', { kind: 'CREDIT' }, 100n, 'PAID_FROM_CREDIT'],
    [
      'nothing while another refund is under way',
      { refundPending: true },
      100n,
      'REFUND_IN_PROGRESS',
    ],
    ['nothing of one that failed', { status: 'FAILED' }, 100n, 'NOT_PAID'],
    ['nothing of one that is not known yet', { status: 'PENDING' }, 100n, 'PAYMENT_IN_PROGRESS'],
  ] as const)('R57 %s', (_what, given, most, code) => {
    expect(refundable(payment(given))).toBe(most);
    expect(codeOf(decideRefund(payment(given)))).toBe(code);
  });

  it('R57 whatever a payment is, the refusal is true, and what is not refused can be given back', () => {
    const holds: Readonly<Record<string, (one: Refundable) => boolean>> = {
      NOT_PAID: ({ status }) => status === 'FAILED',
      PAYMENT_IN_PROGRESS: ({ status }) => status === 'PENDING',
      PAID_FROM_CREDIT: ({ kind }) => kind === 'CREDIT',
      PAYMENT_REFUNDED: ({ amount, refunded }) => refunded === amount,
      REFUND_IN_PROGRESS: ({ refundPending }) => refundPending,
      CREDIT_CAME_BY_BANK: ({ kind, creditByBank, credit, kept }) =>
        kind === 'CARD' && creditByBank >= credit && kept === 0n && credit > 0n,
      CREDIT_APPLIED: ({ credit, kept }) => credit <= 0n && kept > 0n,
      NOTHING_TO_REFUND: ({ credit, kept }) => credit <= 0n && kept === 0n,
    };
    const sums = [0n, 40n, 100n];
    for (const kind of Object.values(PaymentKind))
      for (const status of Object.values(PaymentStatus))
        for (const refunded of sums)
          for (const refundPending of [false, true])
            for (const credit of sums)
              for (const kept of sums)
                for (const creditByBank of sums) {
                  const sources = { credit, kept, creditByBank };
                  const one = payment({ kind, status, refunded, refundPending, ...sources });
                  const code = decideRefund(one)?.code;
                  expect([one, code === undefined || holds[code]?.(one)]).toEqual([one, true]);
                  const can =
                    kind !== 'CREDIT' &&
                    status === 'SUCCEEDED' &&
                    !refundPending &&
                    refundable(one) > 0n;
                  expect([one, code === undefined]).toEqual([one, can]);
                }
  });
});

describe('an automatic payment that fails', () => {
  it('R53 is tried again 3, 5 and 7 days after the first attempt, and then no more', () => {
    const tries = [1, 2, 3, 4, 5].map((failed) => nextAttemptOn('2026-12-28', failed));
    expect(tries).toEqual(['2026-12-31', '2027-01-02', '2027-01-04', null, null]);
  });
});
