import type { Day, Month } from '../../domain/billing/calendar';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import { dayOf } from '../../domain/billing/day-of';
import { isUnpaid } from '../../domain/billing/invoice-totals';
import { parseMinor, sum } from '../../domain/billing/money';
import type { PaymentKind } from '../../domain/billing/payment';
import type { TaxTotal } from '../../domain/billing/tax-totals';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { InvoiceDocument, WaysToPay } from './invoice-document';
import { partiesOf, partyColumns } from './invoice-parties.repository';
import { notesOf, othersPending, summaryPending } from './invoice-standing';
import { InvoiceLineRepository } from './invoice-line.repository';
import type { InvoiceRow } from './invoice.types';
import {
  BankTransferEntity,
  PaymentAllocationEntity,
  PaymentEntity,
} from '../../database/entities/payment.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { InvoiceEntity, InvoiceTaxEntity } from '../../database/entities/invoice.entity';
import { instant, flag, minorUnits, orNull, text } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

type Stored = RowOf<typeof STORED>;

type StoredPayment = RowOf<typeof PAYMENTS>;

/** How money came that no card brought. */
const PAID_BY: Partial<Record<PaymentKind, string>> = {
  BANK_TRANSFER: 'bank transfer',
  CREDIT: "the account's credit",
};

const i = table(InvoiceEntity, 'i');
const a = table(AccountEntity, 'a');
const s = outerTable(InvoiceEntity, 's');
const c = outerTable(InvoiceEntity, 'c');
const STORED = select({
  ...partyColumns(i),
  number: a.number,
  taxRateInBasisPoints: i.taxRateBasisPoints,
  summaryNumber: s.number,
  corrects: c.number,
  correctsIssuedOn: c.issuedOn,
  hasCard: flag(
    `EXISTS (SELECT 1 FROM payment_methods d WHERE d.account_id = i.account_id
             AND d.is_default = 1 AND d.removed_at IS NULL)`,
  ),
}).from(
  `invoices i JOIN accounts a ON a.id = i.account_id LEFT JOIN invoices s ON s.id = i.summary_invoice_id
   LEFT JOIN invoices c ON c.id = i.corrects_invoice_id`,
);
const o = table(PaymentAllocationEntity, 'o');
const y = table(PaymentEntity, 'y');
const b = outerTable(BankTransferEntity, 'b');
const PAYMENTS = select({
  amount: o.amount,
  kind: y.kind,
  at: instant('COALESCE(y.settled_at, y.attempted_at)'),
  receivedOn: b.receivedOn,
  card: orNull(
    text(
      `(SELECT CONCAT(d.brand, ' ending in ', d.last4) FROM payment_methods d WHERE d.id = y.payment_method_id)`,
    ),
  ),
}).from(
  'payment_allocations o JOIN payments y ON y.id = o.payment_id LEFT JOIN bank_transfers b ON b.payment_id = y.id',
);
const DISPUTED = select({ amount: minorUnits('CAST(COALESCE(SUM(r.amount), 0) AS SIGNED)') }).from(
  'payment_returns r',
);
const n = table(InvoiceEntity, 'n');
const CREDIT_NOTES = select(pick(n, 'number', 'total')).from('invoices n');
const t = table(InvoiceTaxEntity, 't');
const TAXES = select({
  rateInBasisPoints: t.rateBasisPoints,
  ...pick(t, 'note', 'subtotal', 'tax'),
}).from('invoice_taxes t');

/** What stands on invoices: as many statements for each, however many lines it has. */
export class InvoiceDocumentRepository {
  constructor(
    private readonly database: Queries,
    private readonly ways: WaysToPay,
    private readonly limits: LimitsOf,
    private readonly timeZone: string,
  ) {}

  /** All that stands on an invoice that was read before. @throws when it is out of reach. */
  async of(scope: Scope, invoice: InvoiceRow): Promise<InvoiceDocument> {
    const { pk, kind, status, currency } = invoice;
    const stored = await this.stored(scope, pk);
    const payments = await this.payments(scope, pk);
    const taxes = await this.taxes(scope, invoice, stored.taxRateInBasisPoints);
    const lines =
      (await new InvoiceLineRepository(this.database).lines(scope, [invoice])).get(pk) ?? [];
    const notes = [...notesOf(invoice, this.limits), ...taxes.flatMap(({ note }) => note ?? [])];
    const { seller, buyer } = partiesOf(stored);
    return {
      seller: { ...seller, address: seller.address.split('\n') },
      buyer: { ...buyer, number: stored.number, address: buyer.address.split('\n') },
      ways: this.ways,
      number: invoice.number,
      kind,
      status,
      period: invoice.period as Month | null,
      issuedOn: invoice.issuedOn as Day,
      dueOn: invoice.dueOn as Day,
      currency,
      lines: lines.map(({ description, explanation, quantity, amount }) => ({
        description,
        explanation,
        quantity,
        amount: parseMinor(amount.amount, currency),
      })),
      subtotal: parseMinor(invoice.subtotal.amount, currency),
      taxes,
      total: BigInt(invoice.totalMinor),
      paid: BigInt(invoice.paidMinor),
      credited: BigInt(invoice.creditedMinor),
      creditApplied: BigInt(invoice.creditAppliedMinor),
      creditKept: BigInt(invoice.creditKeptMinor),
      refunded: BigInt(invoice.refundedMinor),
      received: sum(payments.map(({ amount }) => BigInt(amount))),
      disputed: await this.disputed(scope, pk),
      reversed: await this.reversed(scope, pk),
      creditNotes: await this.creditNotes(scope, pk),
      notes: [...new Set(notes)],
      willBeSummarized: summaryPending(invoice),
      carried: othersPending(invoice, this.limits),
      summaryNumber: stored.summaryNumber,
      corrects: stored.corrects,
      correctsIssuedOn: stored.correctsIssuedOn,
      payments: payments.map(({ at, receivedOn, kind: how, card }) => ({
        on: receivedOn ?? dayOf(at, this.timeZone),
        by: PAID_BY[how] ?? card ?? 'card',
      })),
      chargedToCard: kind === 'LEASE' && isUnpaid(status) && stored.hasCard === 1,
    };
  }

  private async stored(scope: Scope, pk: number): Promise<Stored> {
    const stored = await this.database.row(
      scope,
      sql`${STORED}
          WHERE i.id = ${pk} AND ${reachAccounts('i.account_id')}`,
    );
    if (stored === null) throw new Error('The invoice is out of reach');
    return stored;
  }

  private payments(scope: Scope, pk: number): Promise<StoredPayment[]> {
    return this.database.rows(
      scope,
      sql`${PAYMENTS} WHERE o.invoice_id = ${pk} AND y.status = 'SUCCEEDED' AND ${reachAccounts('o.account_id')}
          ORDER BY y.settled_at, y.id`,
    );
  }

  private async disputed(scope: Scope, pk: number): Promise<bigint> {
    const row = await this.database.row(
      scope,
      sql`${DISPUTED} WHERE r.dispute_id IS NOT NULL AND r.ours = 0 AND (r.invoice_id = ${pk} OR r.invoice_id IS NULL AND EXISTS (
              SELECT 1 FROM payment_allocations o WHERE o.payment_id = r.payment_id AND o.invoice_id = ${pk}))
            AND ${reachAccounts('r.account_id')}`,
    );
    return BigInt(row?.amount ?? 0);
  }

  /** What was paid out of credit that a bank transfer had brought whose record was taken back. */
  private async reversed(scope: Scope, pk: number): Promise<bigint> {
    const row = await this.database.row(
      scope,
      sql`${DISPUTED} LEFT JOIN payment_allocations o ON o.payment_id = r.payment_id AND o.invoice_id = r.invoice_id
          WHERE r.invoice_id = ${pk} AND r.dispute_id IS NULL AND r.refund_id IS NULL AND o.payment_id IS NULL
            AND ${reachAccounts('r.account_id')}`,
    );
    return BigInt(row?.amount ?? 0);
  }

  private async creditNotes(
    scope: Scope,
    pk: number,
  ): Promise<{ readonly number: string; readonly amount: bigint }[]> {
    const rows = await this.database.rows(
      scope,
      sql`${CREDIT_NOTES} WHERE n.corrects_invoice_id = ${pk} AND ${reachAccounts('n.account_id')} ORDER BY n.id`,
    );
    return rows.map(({ number, total }) => ({ number, amount: -BigInt(total) }));
  }

  private async taxes(
    scope: Scope,
    { pk, subtotal, tax, taxNote, currency }: InvoiceRow,
    rateInBasisPoints: number,
  ): Promise<TaxTotal[]> {
    const rows = await this.database.rows(
      scope,
      sql`${TAXES} WHERE t.invoice_id = ${pk} AND ${reachAccounts('t.account_id')} ORDER BY t.position`,
    );
    if (rows.length > 0)
      return rows.map((row) => ({ ...row, subtotal: BigInt(row.subtotal), tax: BigInt(row.tax) }));
    return [
      {
        rateInBasisPoints,
        note: taxNote,
        subtotal: parseMinor(subtotal.amount, currency),
        tax: parseMinor(tax.amount, currency),
      },
    ];
  }
}
