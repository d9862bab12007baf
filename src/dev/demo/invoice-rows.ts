import type {
  InvoiceCounterEntity,
  InvoiceEntity,
  InvoiceLineEntity,
  InvoiceLineSegmentEntity,
} from '../../database/entities/invoice.entity';
import type { LedgerEntryEntity } from '../../database/entities/ledger-entry.entity';
import type {
  BankTransferEntity,
  PaymentAllocationEntity,
  PaymentEntity,
} from '../../database/entities/payment.entity';
import type { InvoiceParty } from '../../domain/billing/invoice-party';
import {
  creditPosting,
  issuePosting,
  paymentPosting,
  voidPosting,
  type Posting,
} from '../../domain/billing/ledger';
import { productOn } from './billing-run';
import type { DemoAccount } from './demo-account';
import { referenceOf } from './demo-invoice';
import type { DemoStory } from './demo-story';

const NOBODY: InvoiceParty = { name: '', address: '', country: '', vatNumber: null };

/** Summaries before the invoices that name them. */
export function invoiceRows({ ledger }: DemoStory, seller: InvoiceParty = NOBODY): InvoiceEntity[] {
  const rows = ledger.invoices.map((invoice): InvoiceEntity => {
    const { account, lines: _lines, issuedAt, orderReference: _reference, ...rest } = invoice;
    return {
      ...rest,
      accountId: account.id,
      currency: account.currency,
      taxRateBasisPoints: account.tax.rateInBasisPoints,
      taxNote: account.tax.note,
      billedName: account.row.name,
      billedAddress: account.row.address,
      billedCountry: account.row.country,
      billedVatNumber: account.row.vatNumber,
      sellerName: seller.name,
      sellerAddress: seller.address,
      sellerCountry: seller.country,
      sellerVatNumber: seller.vatNumber,
      collectionHeldAt: null,
      createdAt: issuedAt,
    };
  });
  const isSummary = ({ kind }: InvoiceEntity): boolean => kind === 'SUMMARY';
  return [...rows.filter(isSummary), ...rows.filter((row) => !isSummary(row))];
}

export function invoiceLineRows({ ledger }: DemoStory): InvoiceLineEntity[] {
  const rows: InvoiceLineEntity[] = [];
  for (const { id: invoiceId, account, period, lines } of ledger.invoices)
    lines.forEach(({ description, explanation, amount, license, lease, ...of }, index) =>
      rows.push({
        id: rows.length + 1,
        accountId: account.id,
        invoiceId,
        position: index + 1,
        description,
        explanation,
        quantity: of.quantity ?? 1,
        amount,
        licenseId: license?.id ?? null,
        leaseId: lease?.id ?? null,
        period: lease === null ? null : period,
        productId: of.product?.id ?? null,
        summarizedInvoiceId: of.summarizes?.id ?? null,
      }),
    );
  return rows;
}

export function invoiceLineSegmentRows({ ledger }: DemoStory): InvoiceLineSegmentEntity[] {
  const rows: InvoiceLineSegmentEntity[] = [];
  for (const { id: invoiceId, account, lines } of ledger.invoices)
    lines.forEach(({ lease, segments = [] }, index) => {
      for (const { from, to, rate } of segments) {
        const product = lease && productOn(lease, to);
        if (product)
          rows.push({
            ...{ id: rows.length + 1, accountId: account.id, invoiceId, linePosition: index + 1 },
            ...{ startsOn: from, endsOn: to, productId: product.id, monthlyPrice: rate },
          });
      }
    });
  return rows;
}

export const paymentRows = ({ ledger }: DemoStory): PaymentEntity[] =>
  ledger.payments.map(({ invoice, kind, card, amount, failure, at }, index) => ({
    id: index + 1,
    accountId: invoice.account.id,
    paymentMethodId: card?.id ?? null,
    kind,
    orderId: null,
    membershipId: null,
    automatic: kind === 'CARD' && invoice.kind === 'LEASE',
    status: failure === null ? 'SUCCEEDED' : 'FAILED',
    currency: invoice.account.currency,
    amount,
    refunded: 0n,
    gateway: null,
    attemptKey: null,
    charge: null,
    chargeReference: null,
    failure,
    failureCode: null,
    attemptedAt: at,
    settledAt: at,
    asked: 0,
    askAt: null,
    confirmBy: null,
    staffToldAt: null,
    tokenId: null,
    spentMonth: null,
    newCard: false,
    withPaymentId: null,
  }));

/** What the bank says of transfers. */
export const bankTransferRows = ({ ledger, time }: DemoStory): BankTransferEntity[] =>
  ledger.payments.flatMap((payment, index) => {
    if (payment.kind !== 'BANK_TRANSFER') return [];
    const reference = referenceOf(payment);
    return {
      paymentId: index + 1,
      accountId: payment.invoice.account.id,
      ...{ reference, countedReference: reference, reversedAt: null },
      receivedOn: time.dayOf(payment.at),
    };
  });

export const allocationRows = ({ ledger }: DemoStory): PaymentAllocationEntity[] =>
  ledger.payments.map(({ invoice, amount }, index) => ({
    paymentId: index + 1,
    invoiceId: invoice.id,
    accountId: invoice.account.id,
    amount,
  }));

/** The last number of each year (R54). */
export function invoiceCounterRows({ ledger }: DemoStory): InvoiceCounterEntity[] {
  const last = new Map<string, number>();
  for (const { number } of ledger.invoices) {
    const [, year = '', count = ''] = number.split('-');
    last.set(year, Math.max(last.get(year) ?? 0, Number(count)));
  }
  return [...last].map(([year, count]) => ({ year, last: count }));
}

/** What invoices and payments posted, as if the service had. */
export function ledgerRows({ ledger }: DemoStory): LedgerEntryEntity[] {
  const rows: LedgerEntryEntity[] = [];
  const post = (posting: string, account: DemoAccount, at: Date, sides: Posting): void => {
    for (const { account: ledgerAccount, amount } of sides)
      rows.push({
        id: rows.length + 1,
        accountId: account.id,
        posting,
        ledgerAccount,
        currency: account.currency,
        amount,
        createdAt: at,
      });
  };
  for (const invoice of ledger.invoices) {
    const { id, account, kind, status, issuedAt, creditKept } = invoice;
    if (kind !== 'SUMMARY') post(`issue ${id}`, account, issuedAt, issuePosting(invoice));
    if (status === 'VOID') post(`void ${id}`, account, issuedAt, voidPosting(invoice));
    if (creditKept > 0n)
      post(`credit ${id} ${creditKept}`, account, issuedAt, creditPosting(creditKept));
  }
  ledger.payments.forEach(({ invoice, amount, failure, at }, index) => {
    if (failure === null) post(`payment ${index + 1}`, invoice.account, at, paymentPosting(amount));
  });
  return rows;
}
