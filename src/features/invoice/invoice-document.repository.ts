import type { Day } from '../../domain/billing/calendar';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { parseMinor } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { InvoiceDocument, Party } from './invoice-document';
import { notesOf, waitsForSummary } from './invoice-standing';
import type { InvoiceRepository } from './invoice.repository';
import type { InvoiceRow } from './invoice.types';

interface Stored {
  readonly name: string;
  readonly number: string;
  readonly address: string;
  readonly country: string;
  readonly vatNumber: string | null;
  readonly taxRateInBasisPoints: number;
  readonly summaryNumber: string | null;
}

/** What stands on invoices: two statements for each, however many lines it has. */
export class InvoiceDocumentRepository {
  constructor(
    private readonly database: Queries,
    private readonly invoices: Pick<InvoiceRepository, 'lines'>,
    private readonly vendor: Party,
  ) {}

  /** All that stands on an invoice that was read before. @throws when it is out of reach. */
  async of(scope: Scope, invoice: InvoiceRow): Promise<InvoiceDocument> {
    const { pk, kind, status, currency } = invoice;
    const stored = await this.database.row<Stored>(
      scope,
      sql`SELECT i.billed_name AS name, a.number, i.billed_address AS address,
            i.billed_country AS country, i.billed_vat_number AS vatNumber,
            i.tax_rate_basis_points AS taxRateInBasisPoints, s.number AS summaryNumber
          FROM invoices i JOIN accounts a ON a.id = i.account_id
            LEFT JOIN invoices s ON s.id = i.summary_invoice_id
          WHERE i.id = ${pk} AND ${reachAccounts('i.account_id')}`,
    );
    if (stored === null) throw new Error('The invoice is out of reach');
    const lines = (await this.invoices.lines(scope, [invoice])).get(pk) ?? [];
    const { name, number, address, country, vatNumber } = stored;
    const [total, paid] = [BigInt(invoice.totalMinor), BigInt(invoice.paidMinor)];
    return {
      vendor: this.vendor,
      customer: { name, number, country, vatNumber, address: address.split('\n') },
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
