import { documentRows } from '../../domain/billing/document-rows';
import type { InvoiceKind } from '../../domain/billing/invoice';
import { balanceOf, isUnpaid } from '../../domain/billing/invoice-totals';
import { moneyText } from '../../domain/billing/money-text';
import type { Formats } from '../mail/formats';
import type { InvoiceDocument } from './invoice-document';

/** What a document calls itself. */
export const TITLES: Readonly<Record<InvoiceKind, string>> = {
  STANDARD: 'Invoice',
  SUMMARY: 'Summary invoice',
  LEASE: 'Lease invoice',
  CREDIT_NOTE: 'Credit note',
};

/** Whether what its summary brought is among what was paid of it. */
const isPaidThroughSummary = (document: InvoiceDocument): boolean =>
  documentRows(document).some(({ kind }) => kind === 'PAID_THROUGH_SUMMARY');

/** How it stands with its payment, in words; its day stands beside it. */
export function paymentStatus(document: InvoiceDocument): string {
  const { status, kind, summaryNumber, willBeSummarized, carried } = document;
  if (status === 'VOID') return 'Void';
  if (kind === 'CREDIT_NOTE') return 'Credited to the account';
  if (status === 'CREDITED') return 'Credited';
  if (status === 'PAID')
    return isPaidThroughSummary(document) ? `Paid through ${summaryNumber}` : 'Paid';
  if (summaryNumber !== null) return `To be paid through ${summaryNumber}`;
  if (willBeSummarized) return 'Open, will be summarized';
  if (carried) return 'Open, charged with others';
  return status === 'OVERDUE' ? 'Overdue' : 'Open';
}

/** Whether it is to be paid by itself, by its day. */
export const isToBePaid = (document: InvoiceDocument): boolean =>
  isUnpaid(document.status) &&
  balanceOf(document) > 0n &&
  document.summaryNumber === null &&
  !document.willBeSummarized &&
  !document.carried;

/** Whether it is charged by itself, and nobody need do anything. */
export const isCharged = ({ chargedToCard, carried, status }: InvoiceDocument): boolean =>
  chargedToCard && !carried && status !== 'OVERDUE';

/** More payments than these are not told one by one. */
const MOST_PAYMENTS = 3;

/** `on 3 November 2026 by Visa ending in 4242`; empty where nothing says how it was paid. */
function waysPaid(document: InvoiceDocument, formats: Formats): string {
  const { payments, summaryNumber } = document;
  const how = payments.map(({ on, by }) => `on ${formats.day(on)} by ${by}`);
  const last = payments.at(-1);
  const own =
    last !== undefined && payments.length > MOST_PAYMENTS
      ? [`by ${payments.length} payments, the last on ${formats.day(last.on)}`]
      : how;
  const through = isPaidThroughSummary(document) ? [`through ${summaryNumber}`] : [];
  return [...own, ...through].join(' and ');
}

/** What is to be done about it, in sentences: how it is paid, or why nothing is to be paid. */
export function howToPay(document: InvoiceDocument, formats: Formats): string[] {
  const { kind, status, total, paid, creditKept, summaryNumber } = document;
  const { willBeSummarized, carried } = document;
  const { corrects, correctsIssuedOn } = document;
  const balance = balanceOf(document);
  const money = (amount: bigint): string => moneyText(amount, document.currency);
  if (kind === 'CREDIT_NOTE') {
    const of = correctsIssuedOn === null ? '' : ` of ${formats.day(correctsIssuedOn)}`;
    return [
      `This credit note takes back ${money(-total)} of invoice ${corrects}${of}. There is nothing to pay.`,
    ];
  }
  if (status === 'VOID') return ['This invoice is void. There is nothing to pay.'];
  if (balance <= 0n) {
    const ways = waysPaid(document, formats);
    const how = paid > 0n ? [ways === '' ? 'It is paid.' : `Paid ${ways}.`] : [];
    const kept = `${money(creditKept)} was paid in excess and became account credit, which pays the next invoices.`;
    return [[...how, ...(creditKept > 0n ? [kept] : []), 'There is nothing to pay.'].join(' ')];
  }
  // Its note says so.
  if (willBeSummarized || carried) return [];
  if (summaryNumber !== null)
    return [`It is paid through the summary invoice ${summaryNumber}, not separately.`];
  const ways = paid > 0n ? waysPaid(document, formats) : '';
  const inPart = ways === '' ? [] : [`Paid in part ${ways}.`];
  if (isCharged(document))
    return [...inPart, `${money(balance)} is charged to the card on file. There is nothing to do.`];
  return [...inPart, ...waysToPay(document, formats, money(balance))];
}

function waysToPay(
  { ways: { payAt, bank }, status, dueOn, number }: InvoiceDocument,
  formats: Formats,
  amount: string,
): string[] {
  const due = formats.day(dueOn);
  return [
    status === 'OVERDUE'
      ? `${amount} was due on ${due}. Please pay it now.`
      : `Please pay ${amount} by ${due}.`,
    ...(payAt === null ? [] : [`By card: sign in at ${payAt} and pay invoice ${number}.`]),
    ...(bank.length === 0 ? [] : [`By bank transfer: ${bank.join(', ')}. Reference: ${number}`]),
  ];
}
