import { addDays, daysBetween, type Day } from '../../domain/billing/calendar';
import { mailedAmount, type InvoiceAmounts } from '../../domain/mail/account-mails';
import { mailedInvoice } from '../../features/invoice/mailed-invoice';
import { transferText } from '../../features/payment/payment-booking';
import { referenceOf, type DemoInvoice, type DemoPayment } from './demo-invoice';
import type { DemoStory } from './demo-story';
import { ATTEMPT_DAYS } from './payers';
import type { SentMails } from './sent-mails';

/** What people were mailed of invoices and payments. Credit notes are not mailed. */
export function billingMails({ ledger, time }: DemoStory, mails: SentMails): void {
  for (const invoice of ledger.invoices) if (invoice.kind !== 'CREDIT_NOTE') issued(invoice);
  for (const payment of ledger.payments) {
    if (payment.failure === null) received(payment);
    else if (payment.invoice.kind === 'LEASE') failed(payment);
  }

  function issued(invoice: DemoInvoice): void {
    const { account, issuedAt, kind, awaitsSummary } = invoice;
    const { number, issuedOn, dueOn } = invoice;
    const parameters = { number, issuedOn, dueOn };
    if (kind === 'STANDARD') {
      const event = awaitsSummary ? 'INVOICE_AWAITING_SUMMARY' : 'INVOICE_CREATED';
      mails.send(issuedAt, account, { event }, () => ({ parameters, amounts: amountsOf(invoice) }));
      return;
    }
    const event = kind === 'SUMMARY' ? 'SUMMARY_INVOICE_CREATED' : 'LEASE_INVOICE_CREATED';
    mails.send(issuedAt, account, { event }, () => ({
      parameters: { ...parameters, month: monthOf(invoice) },
      amounts: amountsOf(invoice),
    }));
  }

  function received(payment: DemoPayment): void {
    const { at, invoice } = payment;
    const { account, kind, number } = invoice;
    const notice = {
      event: 'PAYMENT_RECEIVED',
      summary: kind === 'SUMMARY',
      paidBy: null,
    } as const;
    mails.send(at, account, notice, () => ({
      parameters: { numbers: [number], receivedOn: time.dayOf(at) },
      amounts: paidWith(payment),
    }));
  }

  /** Nobody is mailed of a refusal that they see on their screen: lease invoices are charged by themselves. */
  function failed(payment: DemoPayment): void {
    const { at, invoice } = payment;
    mails.send(at, invoice.account, { event: 'PAYMENT_FAILED', summary: false }, () => ({
      parameters: {
        number: invoice.number,
        nextAttemptOn: nextAttempt(invoice, time.dayOf(at)),
        reason: payment.failure,
      },
      amounts: paidWith(payment),
    }));
  }
}

function monthOf({ period, number }: DemoInvoice) {
  if (period === null) throw new Error(`${number} is of no month`);
  return period;
}

/** As it was issued. */
function amountsOf({ account, lines, ...invoice }: DemoInvoice): InvoiceAmounts {
  const { rateInBasisPoints, note } = account.tax;
  const { subtotal, tax } = invoice;
  return mailedInvoice(
    {
      ...invoice,
      lines,
      currency: account.currency,
      status: 'OPEN',
      taxes: [{ rateInBasisPoints, note, subtotal, tax }],
      paid: 0n,
      received: 0n,
      disputed: 0n,
      reversed: 0n,
      credited: 0n,
      creditApplied: 0n,
      creditKept: 0n,
      refunded: 0n,
      creditNotes: [],
      summaryNumber: null,
      corrects: null,
    },
    note === null ? [] : [note],
  );
}

const paidWith = ({ invoice, amount, kind, card, at }: DemoPayment) => ({
  amount: mailedAmount(amount, invoice.account.currency),
  method:
    kind === 'BANK_TRANSFER'
      ? transferText(referenceOf({ invoice, at }))
      : card && `${card.brand} ending in ${card.last4}`,
});

function nextAttempt({ issuedOn }: DemoInvoice, day: Day): Day | null {
  const next = ATTEMPT_DAYS.find((days) => days > daysBetween(issuedOn, day));
  return next === undefined ? null : addDays(issuedOn, next);
}
