import type { InvoiceEntity, InvoiceLineEntity } from '../../database/entities/invoice.entity';
import type {
  PaymentAllocationEntity,
  PaymentEntity,
} from '../../database/entities/payment.entity';
import type { DemoStory } from './demo-story';

/** Summaries before the invoices that name them. */
export function invoiceRows({ ledger }: DemoStory): InvoiceEntity[] {
  const rows = ledger.invoices.map((invoice): InvoiceEntity => {
    const { account, lines: _lines, issuedAt, orderReference: _reference, ...rest } = invoice;
    return {
      ...rest,
      accountId: account.id,
      currency: account.currency,
      taxRateBasisPoints: account.tax.rateInBasisPoints,
      taxNote: account.tax.note,
      createdAt: issuedAt,
    };
  });
  const isSummary = ({ kind }: InvoiceEntity): boolean => kind === 'SUMMARY';
  return [...rows.filter(isSummary), ...rows.filter((row) => !isSummary(row))];
}

export function invoiceLineRows({ ledger }: DemoStory): InvoiceLineEntity[] {
  const rows: InvoiceLineEntity[] = [];
  for (const { id: invoiceId, account, period, lines } of ledger.invoices)
    lines.forEach(({ description, explanation, amount, license, lease }, index) =>
      rows.push({
        id: rows.length + 1,
        accountId: account.id,
        invoiceId,
        position: index + 1,
        description,
        explanation,
        quantity: 1,
        amount,
        licenseId: license?.id ?? null,
        leaseId: lease?.id ?? null,
        period: lease === null ? null : period,
      }),
    );
  return rows;
}

export const paymentRows = ({ ledger }: DemoStory): PaymentEntity[] =>
  ledger.payments.map(({ invoice, kind, card, amount, failure, at }, index) => ({
    id: index + 1,
    accountId: invoice.account.id,
    paymentMethodId: card?.id ?? null,
    kind,
    status: failure === null ? 'SUCCEEDED' : 'FAILED',
    currency: invoice.account.currency,
    amount,
    failure,
    attemptedAt: at,
  }));

export const allocationRows = ({ ledger }: DemoStory): PaymentAllocationEntity[] =>
  ledger.payments.map(({ invoice, amount }, index) => ({
    paymentId: index + 1,
    invoiceId: invoice.id,
    accountId: invoice.account.id,
    amount,
  }));
