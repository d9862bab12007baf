import fc from 'fast-check';
import { creditNoteOf } from '../../../src/domain/billing/credit-note';
import type { InvoiceStatus } from '../../../src/domain/billing/invoice';
import {
  decideCredit,
  decidePay,
  decideVoid,
  statusOf,
} from '../../../src/domain/billing/invoice-life';
import { balanceOf, documentTotals } from '../../../src/domain/billing/invoice-totals';
import {
  issuePosting,
  paymentPosting,
  voidPosting,
  type Posting,
} from '../../../src/domain/billing/ledger';
import { sum } from '../../../src/domain/billing/money';
import { decideRefund, refundable } from '../../../src/domain/billing/refund';

interface Invoice {
  readonly number: string;
  readonly kind: 'STANDARD';
  readonly onSummary: null;
  readonly paymentPending: boolean;
  readonly subtotal: bigint;
  readonly tax: bigint;
  readonly total: bigint;
  status: InvoiceStatus;
  paid: bigint;
  credited: bigint;
}

/** An account's invoices with what lies under them: what is done to it goes through the deciders. */
class Books {
  readonly invoices: Invoice[] = [];
  readonly payments: { readonly amount: bigint; readonly of: Invoice; refunded: bigint }[] = [];
  readonly ledger = new Map<string, bigint>();
  private credits = 0n;
  private voided = 0n;

  issue(amount: bigint, rateInBasisPoints: number): void {
    const totals = documentTotals([{ amount }], { rateInBasisPoints });
    const invoice: Invoice = {
      ...totals,
      number: `INV-2026-${this.invoices.length}`,
      kind: 'STANDARD',
      onSummary: null,
      paymentPending: false,
      status: totals.total === 0n ? 'PAID' : 'OPEN',
      paid: 0n,
      credited: 0n,
    };
    this.invoices.push(invoice);
    this.post(issuePosting(totals));
  }

  pay(of: Invoice): void {
    if (decidePay(of) !== null) return;
    const amount = balanceOf(of);
    expect(amount > 0n).toBe(true);
    this.payments.push({ amount, of, refunded: 0n });
    this.change(of, { paid: of.paid + amount });
    this.post(paymentPosting(amount));
  }

  credit(of: Invoice, share: bigint): void {
    if (decideCredit(of) !== null) return;
    const left = of.total - of.credited;
    const amount = (left * share) / 100n;
    if (amount === 0n) return;
    this.post(issuePosting(creditNoteOf(of, amount, 'R')));
    this.change(of, { credited: of.credited + amount });
    this.credits += amount;
  }

  withdraw(of: Invoice): void {
    if (decideVoid(of) !== null) return;
    this.post(voidPosting(of));
    Object.assign(of, { status: 'VOID', credited: of.total });
    this.voided += of.total;
  }

  refund(at: number, share: bigint): void {
    const payment = this.payments[at % (this.payments.length || 1)];
    if (payment === undefined) return;
    const { of, amount, refunded } = payment;
    const overpaid = balanceOf(of) < 0n ? -balanceOf(of) : 0n;
    const given = {
      status: 'SUCCEEDED',
      amount,
      refunded,
      disputed: 0n,
      refundPending: false,
      overpaid,
    } as const;
    if (decideRefund(given) !== null) return;
    const back = (refundable(given) * share) / 100n;
    if (back === 0n) return;
    payment.refunded += back;
    this.change(of, { paid: of.paid - back });
    this.post(paymentPosting(-back));
  }

  check(): void {
    for (const invoice of this.invoices) {
      const { paid, total, credited, status } = invoice;
      expect(paid + balanceOf(invoice)).toBe(total - credited);
      expect([paid >= 0n, credited >= 0n, credited <= total, paid <= total]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      // What asks for money says so, and what says so asks for money.
      expect(balanceOf(invoice) > 0n).toBe(status === 'OPEN');
      if (total > 0n) expect(status === 'CREDITED' || status === 'VOID').toBe(credited === total);
      else expect(['PAID', 'VOID']).toContain(status);
    }
    const balances = sum(this.invoices.map(balanceOf));
    const paid = sum(this.payments.map(({ amount, refunded }) => amount - refunded));
    const totals = sum(this.invoices.map(({ total }) => total));
    expect(paid + balances).toBe(totals - this.credits - this.voided);
    expect(sum(this.ledger.values())).toBe(0n);
    expect(this.ledger.get('RECEIVABLE') ?? 0n).toBe(balances);
    expect(this.ledger.get('CASH') ?? 0n).toBe(paid);
    const standing = this.invoices.filter(({ credited, total }) => credited < total);
    if (standing.length === 0) {
      expect(this.ledger.get('TAX') ?? 0n).toBe(0n);
      expect(this.ledger.get('REVENUE') ?? 0n).toBe(0n);
    }
  }

  private change(invoice: Invoice, to: Partial<Pick<Invoice, 'paid' | 'credited'>>): void {
    Object.assign(invoice, to);
    invoice.status = statusOf(invoice);
  }

  private post(sides: Posting): void {
    expect(sum(sides.map(({ amount }) => amount))).toBe(0n);
    for (const { account, amount } of sides)
      this.ledger.set(account, (this.ledger.get(account) ?? 0n) + amount);
  }
}

const acts = fc.record({
  what: fc.constantFrom('pay', 'credit', 'withdraw', 'refund'),
  at: fc.nat(20),
  share: fc.oneof(fc.bigInt({ min: 1n, max: 99n }), fc.constant(100n)),
});

describe('whatever is paid, credited, withdrawn and refunded, in whatever order', () => {
  it('R57 R58 paid and balance are total less credits, and the ledger says the same', () => {
    let refunds = 0;
    let credited = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.integer({ min: 0, max: 3000 })),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        fc.array(acts, { maxLength: 40 }),
        (lines, done) => {
          const books = new Books();
          for (const [amount, rate] of lines) books.issue(amount, rate);
          books.check();
          for (const { what, at, share } of done) {
            const invoice = books.invoices[at % books.invoices.length];
            if (invoice === undefined) continue;
            if (what === 'pay') books.pay(invoice);
            else if (what === 'credit') books.credit(invoice, share);
            else if (what === 'withdraw') books.withdraw(invoice);
            else books.refund(at, share);
            books.check();
          }
          refunds += books.payments.filter(({ refunded }) => refunded > 0n).length;
          credited += books.invoices.filter(({ status }) => status === 'CREDITED').length;
        },
      ),
      { numRuns: 300 },
    );
    // The walk did get there.
    expect(refunds).toBeGreaterThan(3);
    expect(credited).toBeGreaterThan(3);
  });
});
