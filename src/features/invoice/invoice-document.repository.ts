import type { Day } from '../../domain/billing/calendar';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { parseMinor } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { InvoiceDocument } from './invoice-document';
import { PARTY_COLUMNS, partiesOf, type StoredParties } from './invoice-parties';
import { notesOf, waitsForSummary } from './invoice-standing';
import type { InvoiceRepository } from './invoice.repository';
import type { InvoiceRow } from './invoice.types';

interface Stored extends StoredParties {
  readonly number: string;
  readonly taxRateInBasisPoints: number;
  readonly summaryNumber: string | null;
}

/** What stands on invoices: two statements for each, however many lines it has. */
export class InvoiceDocumentRepository {
  constructor(
    private readonly database: Queries,
    private readonly invoices: Pick<InvoiceRepository, 'lines'>,
  ) {}

  /** All that stands on an invoice that was read before. @throws when it is out of reach. */
  async of(scope: Scope, invoice: InvoiceRow): Promise<InvoiceDocument> {
    const { pk, kind, status, currency } = invoice;
    const stored = await this.database.row<Stored>(
      scope,
      sql`SELECT ${raw(PARTY_COLUMNS)}, a.number, i.tax_rate_basis_points AS taxRateInBasisPoints, s.number AS summaryNumber
          FROM invoices i JOIN accounts a ON a.id = i.account_id
            LEFT JOIN invoices s ON s.id = i.summary_invoice_id
          WHERE i.id = ${pk} AND ${reachAccounts('i.account_id')}`,
    );
    if (stored === null) throw new Error('The invoice is out of reach');
    const lines = (await this.invoices.lines(scope, [invoice])).get(pk) ?? [];
    const { seller, buyer } = partiesOf(stored);
    const [total, paid] = [BigInt(invoice.totalMinor), BigInt(invoice.paidMinor)];
    return {
      vendor: { ...seller, address: seller.address.split('\n') },
      customer: { ...buyer, number: stored.number, address: buyer.address.split('\n') },
      number: invoice.number,
      kind,
      status,
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
      taxRateInBasisPoints: stored.taxRateInBasisPoints,
      tax: parseMinor(invoice.tax.amount, currency),
      total,
      paid,
      balance: balanceOf({ total, paid, credited: BigInt(invoice.creditedMinor) }),
      notes: notesOf(invoice),
      willBeSummarized: waitsForSummary(invoice),
      summaryNumber: stored.summaryNumber,
    };
  }
}
