import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Summaries from before say by the invoices on them how they are taxed; one that was withdrawn has let go of its. */
export class FillInvoiceTaxes1795253301000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO invoice_taxes (account_id, invoice_id, position, rate_basis_points, note, subtotal, tax)
      SELECT p.account_id, p.summary_invoice_id,
        ROW_NUMBER() OVER (PARTITION BY p.summary_invoice_id ORDER BY p.rate DESC, p.note),
        p.rate, p.note, p.subtotal, p.tax
      FROM (
        SELECT i.account_id, i.summary_invoice_id, i.tax_rate_basis_points AS rate, i.tax_note AS note,
          CAST(SUM(i.subtotal) AS SIGNED) AS subtotal, CAST(SUM(i.tax) AS SIGNED) AS tax
        FROM invoices i JOIN invoices s ON s.account_id = i.account_id AND s.id = i.summary_invoice_id
        WHERE s.tax_note = 'Tax as on the invoices summarized.'
          AND NOT EXISTS (SELECT 1 FROM invoice_taxes t WHERE t.invoice_id = s.id)
        GROUP BY i.account_id, i.summary_invoice_id, i.tax_rate_basis_points, i.tax_note
      ) p
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM invoice_taxes');
  }
}
