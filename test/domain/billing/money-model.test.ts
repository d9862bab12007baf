import fc from 'fast-check';
import {
  keptAsCredit,
  paidFromCredit,
  sharesFromCredit,
} from '../../../src/domain/billing/account-credit';
import { applyMoney } from '../../../src/domain/billing/applied-money';
import type { PaymentKind } from '../../../src/domain/billing/payment';
import { creditNoteOf } from '../../../src/domain/billing/credit-note';
import type { InvoiceStatus } from '../../../src/domain/billing/invoice';
import {
  decideCredit,
  decidePay,
  decideVoid,
  statusOf,
  statusOnceCredited,
} from '../../../src/domain/billing/invoice-life';
import { balanceOf, documentTotals } from '../../../src/domain/billing/invoice-totals';
import {
  creditPaymentPosting,
  creditPosting,
  issuePosting,
  movedPosting,
  paymentPosting,
  voidPosting,
  type Posting,
} from '../../../src/domain/billing/ledger';
import { sum } from '../../../src/domain/billing/money';
import { decideRefund, refundable } from '../../../src/domain/billing/refund';
import { often } from '../often';

interface Invoice {
  readonly number: string;
  readonly kind: 'STANDARD';
  readonly onSummary: null;
  readonly paymentPending: boolean;
  readonly currency: 'EUR';
  readonly awaitsSummary: false;
  readonly subtotal: bigint;
  readonly tax: bigint;
  readonly total: bigint;
  status: InvoiceStatus;
  paid: bigint;
  credited: bigint;
  creditApplied: bigint;
  creditKept: bigint;
  refunded: bigint;
}

/**
 * The same account in a purse: every cent that was taken from a card lies in one place, and is moved by hand. Nothing
 * of the code under test is used.
 */
class Purse {
  /** Of each invoice: what it still asks for, and what lies on it. */
  readonly asks: bigint[] = [];
  readonly lies: bigint[] = [];
  /** What lies beside the invoices: it is the customer's. */
  free = 0n;
  taken = 0n;
  back = 0n;

  issue(total: bigint): void {
    this.asks.push(total);
    this.lies.push(0n);
  }

  /** Pays all of an invoice: from the purse first. @returns what the card is charged. */
  pay(at: number): bigint {
    const missing = this.missing(at);
    const own = missing < this.free ? missing : this.free;
    const card = missing - own;
    this.free -= own;
    this.taken += card;
    this.lies[at] = (this.lies[at] ?? 0n) + missing;
    return card;
  }

  /** Pays an invoice as far as the purse goes. */
  payFree(at: number): void {
    const missing = this.missing(at);
    const own = missing < this.free ? missing : this.free;
    this.free -= own;
    this.lies[at] = (this.lies[at] ?? 0n) + own;
  }

  /** Money comes: so much for the first, the rest for both in their order, and what they leave stays beside. */
  receive(
    amount: bigint,
    [first, second]: readonly [number, number] | number[],
    named: bigint,
  ): void {
    this.taken += amount;
    this.free += amount - named;
    this.lies[first ?? 0] = (this.lies[first ?? 0] ?? 0n) + named;
    const lay = (at: number, most: bigint): bigint => {
      const part = this.missing(at) < most ? this.missing(at) : most;
      this.free -= part;
      this.lies[at] = (this.lies[at] ?? 0n) + part;
      return most - part;
    };
    const rest = amount - named;
    lay(second ?? 0, named === 0n ? lay(first ?? 0, rest) : rest);
  }

  /** An invoice asks for so much less: what lies on it beyond that falls back into the purse. */
  less(at: number, amount: bigint): void {
    this.asks[at] = (this.asks[at] ?? 0n) - amount;
    const over = -this.missing(at);
    if (over <= 0n) return;
    this.lies[at] = (this.lies[at] ?? 0n) - over;
    this.free += over;
  }

  giveBack(amount: bigint): void {
    this.free -= amount;
    this.back += amount;
  }

  missing(at: number): bigint {
    return (this.asks[at] ?? 0n) - (this.lies[at] ?? 0n);
  }
}

/** An account's invoices with what lies under them: what is done to it goes through the deciders. */
class Books {
  readonly invoices: Invoice[] = [];
  readonly payments: { readonly kind: PaymentKind; readonly amount: bigint; refunded: bigint }[] =
    [];
  readonly ledger = new Map<string, bigint>();
  readonly purse = new Purse();
  charged = 0n;
  private readonly credits: bigint[] = [];
  private readonly voided: bigint[] = [];

  issue(amount: bigint, rateInBasisPoints: number): void {
    const totals = documentTotals([{ amount }], { rateInBasisPoints });
    const invoice: Invoice = {
      ...totals,
      number: `INV-2026-${this.invoices.length}`,
      kind: 'STANDARD',
      onSummary: null,
      paymentPending: false,
      currency: 'EUR',
      awaitsSummary: false,
      status: totals.total === 0n ? 'PAID' : 'OPEN',
      paid: 0n,
      credited: 0n,
      creditApplied: 0n,
      creditKept: 0n,
      refunded: 0n,
    };
    this.invoices.push(invoice);
    this.post(issuePosting(totals));
    this.purse.issue(totals.total);
  }

  /** What the account has in credit, as the ledger says. */
  credit(): bigint {
    return -(this.ledger.get('CREDIT') ?? 0n);
  }

  /** As somebody pays: from credit first, and by card for the rest, which may be refused. */
  pay(at: number, cardWorks: boolean): void {
    const of = this.invoices[at];
    if (of === undefined || decidePay(of) !== null) return;
    const { fromCredit, rest } = paidFromCredit(balanceOf(of), this.credit());
    if (rest > 0n && !cardWorks) return;
    const shares = sharesFromCredit(fromCredit, [of]);
    expect(sum([...shares.credit, ...shares.rest].map(({ amount }) => amount))).toBe(balanceOf(of));
    if (rest > 0n) {
      this.payments.push({ kind: 'CARD', amount: rest, refunded: 0n });
      this.charged += rest;
      this.post(paymentPosting(rest));
      this.change(of, { paid: of.paid + rest });
    }
    this.apply(of, fromCredit);
    expect(this.purse.pay(at)).toBe(rest);
  }

  /** As when it is issued: from credit alone, as far as it goes. */
  payFromCredit(at: number): void {
    const of = this.invoices[at];
    if (of === undefined || decidePay(of) !== null) return;
    this.apply(of, paidFromCredit(balanceOf(of), this.credit()).fromCredit);
    this.purse.payFree(at);
  }

  /** As staff record a bank transfer against two invoices: of the first a part is named, or all of it is left to go. */
  transfer(at: number, share: bigint): void {
    const both = [this.invoices[at], this.invoices[(at + 1) % this.invoices.length]];
    const [first, second] = both.filter((one) => one !== undefined);
    if (first === undefined || second === undefined || first === second) return;
    if (decidePay(first) !== null || decidePay(second) !== null) return;
    const named = share % 2n === 0n ? (balanceOf(first) * share) / 100n : 0n;
    const amount = named + (balanceOf(second) * share) / 50n;
    if (amount === 0n) return;
    const asked = [
      { invoice: first, amount: named === 0n ? null : named },
      { invoice: second, amount: null },
    ];
    const applied = applyMoney(amount, 'EUR', asked);
    if ('refused' in applied) throw new Error(applied.refused.message);
    const receivable = sum(applied.shares.map((one) => one.amount));
    expect(receivable + applied.left).toBe(amount);
    this.payments.push({ kind: 'BANK_TRANSFER', amount, refunded: 0n });
    this.charged += amount;
    this.post(movedPosting({ receivable, credit: applied.left, cost: 0n }));
    for (const { invoice, amount: part, remaining } of applied.shares) {
      this.change(invoice, { paid: invoice.paid + part });
      expect(balanceOf(invoice)).toBe(remaining);
      expect(invoice.status === 'PAID').toBe(remaining === 0n);
    }
    this.purse.receive(amount, [at, (at + 1) % this.invoices.length], named);
  }

  creditNote(at: number, share: bigint): void {
    const of = this.invoices[at];
    if (of === undefined || decideCredit(of) !== null) return;
    const left = of.total - of.credited;
    const amount = (left * share) / 100n;
    if (amount === 0n && of.total > 0n) return;
    this.post(issuePosting(creditNoteOf(of, amount, 'R')));
    const credited = of.credited + amount;
    this.change(of, { credited, status: statusOnceCredited({ ...of, credited }) });
    this.credits.push(amount);
    this.purse.less(at, amount);
  }

  withdraw(at: number): void {
    const of = this.invoices[at];
    if (of === undefined || decideVoid(of) !== null) return;
    this.post(voidPosting(of));
    this.voided.push(of.total);
    this.change(of, { status: 'VOID', credited: of.total });
    this.purse.less(at, of.total);
  }

  refund(at: number, share: bigint): void {
    const payment = this.payments[at % (this.payments.length || 1)];
    if (payment === undefined) return;
    const given = {
      ...payment,
      status: 'SUCCEEDED',
      disputed: 0n,
      refundPending: false,
      credit: this.credit(),
      kept: 0n,
      unallocated: 0n,
      creditByBank: 0n,
    } as const;
    if (decideRefund(given) !== null) return;
    const back = (refundable(given) * share) / 100n;
    payment.refunded += back;
    this.post(movedPosting({ receivable: 0n, credit: -back, cost: 0n }));
    this.purse.giveBack(back);
  }

  check(): void {
    for (const [at, invoice] of this.invoices.entries()) {
      const { paid, total, credited, status } = invoice;
      expect(paid + balanceOf(invoice)).toBe(total - credited);
      expect([paid >= 0n, credited >= 0n, credited <= total, balanceOf(invoice) >= 0n]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      // What asks for money says so, and what says so asks for money.
      expect(balanceOf(invoice) > 0n).toBe(status === 'OPEN');
      if (total > 0n) expect(status === 'CREDITED' || status === 'VOID').toBe(credited === total);
      else expect(['PAID', 'CREDITED', 'VOID']).toContain(status);
      expect([balanceOf(invoice), paid]).toEqual([this.purse.missing(at), this.purse.lies[at]]);
    }
    const balances = sum(this.invoices.map(balanceOf));
    const paid = sum(this.payments.map(({ amount, refunded }) => amount - refunded));
    const totals = sum(this.invoices.map(({ total }) => total));
    // No cent is lost: what was taken is on invoices, in credit, or back with the customer.
    expect(paid + balances - this.credit()).toBe(totals - sum(this.credits) - sum(this.voided));
    expect([this.credit(), this.charged]).toEqual([this.purse.free, this.purse.taken]);
    expect(this.credit() >= 0n).toBe(true);
    expect(sum(this.ledger.values())).toBe(0n);
    expect(this.ledger.get('RECEIVABLE') ?? 0n).toBe(balances);
    expect(this.ledger.get('CASH') ?? 0n).toBe(paid);
    const standing = this.invoices.filter(({ credited, total }) => credited < total);
    if (standing.length === 0) {
      expect(this.ledger.get('TAX') ?? 0n).toBe(0n);
      expect(this.ledger.get('REVENUE') ?? 0n).toBe(0n);
    }
  }

  private apply(of: Invoice, amount: bigint): void {
    if (amount === 0n) return;
    this.post(creditPaymentPosting(amount));
    this.change(of, { paid: of.paid + amount, creditApplied: of.creditApplied + amount });
  }

  /** As the store changes an invoice. */
  private change(before: Invoice, to: Partial<Invoice>): void {
    const { invoice, kept } = keptAsCredit({ ...before, ...to });
    this.post(creditPosting(kept));
    expect(invoice.paid + invoice.creditKept).toBe((to.paid ?? before.paid) + before.creditKept);
    Object.assign(before, invoice, { status: to.status ?? statusOf(invoice) });
  }

  private post(sides: Posting): void {
    expect(sum(sides.map(({ amount }) => amount))).toBe(0n);
    for (const { account, amount } of sides)
      this.ledger.set(account, (this.ledger.get(account) ?? 0n) + amount);
  }
}

const acts = fc.record({
  what: fc.constantFrom(
    'pay',
    'pay',
    'refused',
    'from credit',
    'transfer',
    'credit',
    'withdraw',
    'refund',
  ),
  at: fc.nat(20),
  share: fc.oneof(fc.bigInt({ min: 1n, max: 99n }), fc.constant(100n)),
});

describe('whatever is paid, credited, withdrawn and refunded, in whatever order', () => {
  it('R57 R58 no cent is lost and none used twice: paid and balance are total less credits, and what was taken beyond is in credit', () => {
    let refunds = 0;
    let credited = 0;
    let applied = 0;
    let transfers = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.integer({ min: 0, max: 3000 })),
          {
            minLength: 2,
            maxLength: 6,
          },
        ),
        fc.array(acts, { maxLength: 40, size: 'large' }),
        (lines, done) => {
          const books = new Books();
          for (const [amount, rate] of lines) books.issue(amount, rate);
          books.check();
          for (const { what, at, share } of done) {
            const invoice = at % books.invoices.length;
            if (what === 'pay') books.pay(invoice, true);
            else if (what === 'refused') books.pay(invoice, false);
            else if (what === 'from credit') books.payFromCredit(invoice);
            else if (what === 'transfer') books.transfer(invoice, share);
            else if (what === 'credit') books.creditNote(invoice, share);
            else if (what === 'withdraw') books.withdraw(invoice);
            else books.refund(at, share);
            books.check();
          }
          transfers += books.payments.filter(({ kind }) => kind === 'BANK_TRANSFER').length;
          refunds += books.payments.filter(({ refunded }) => refunded > 0n).length;
          credited += books.invoices.filter(({ status }) => status === 'CREDITED').length;
          applied += books.invoices.filter(({ creditApplied }) => creditApplied > 0n).length;
        },
      ),
      { numRuns: often(500) },
    );
    // The walk did get there.
    expect(refunds).toBeGreaterThan(3);
    expect(credited).toBeGreaterThan(3);
    expect(applied).toBeGreaterThan(3);
    expect(transfers).toBeGreaterThan(3);
  });

  it('an amount is paid from credit first, as far as it goes', () => {
    expect(paidFromCredit(300n, 400n)).toEqual({ fromCredit: 300n, rest: 0n });
    expect(paidFromCredit(300n, 100n)).toEqual({ fromCredit: 100n, rest: 200n });
    expect(paidFromCredit(300n, 0n)).toEqual({ fromCredit: 0n, rest: 300n });
    expect(paidFromCredit(300n, -1n)).toEqual({ fromCredit: 0n, rest: 300n });
    expect(() => paidFromCredit(-1n, 0n)).toThrow(RangeError);
    // So much of it is left that a card is charged no less than it can be, where that is possible.
    expect(paidFromCredit(300n, 280n, 50n)).toEqual({ fromCredit: 250n, rest: 50n });
    expect(paidFromCredit(300n, 250n, 50n)).toEqual({ fromCredit: 250n, rest: 50n });
    expect(paidFromCredit(300n, 300n, 50n)).toEqual({ fromCredit: 300n, rest: 0n });
    expect(paidFromCredit(50n, 20n, 50n)).toEqual({ fromCredit: 0n, rest: 50n });
    expect(paidFromCredit(40n, 20n, 50n)).toEqual({ fromCredit: 20n, rest: 20n });
  });

  it('of several invoices credit pays the first, and the card what is left of each', () => {
    const [one, two, three] = [50n, 60n, 70n].map((total) => ({ total, paid: 0n, credited: 0n }));
    if (one === undefined || two === undefined || three === undefined) throw new Error('None');
    expect(sharesFromCredit(80n, [one, two, three])).toEqual({
      credit: [
        { target: one, amount: 50n },
        { target: two, amount: 30n },
      ],
      rest: [
        { target: two, amount: 30n },
        { target: three, amount: 70n },
      ],
    });
  });
});
