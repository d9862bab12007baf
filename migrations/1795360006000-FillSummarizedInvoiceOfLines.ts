import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A line of a summary names its invoice by number. */
export class FillSummarizedInvoiceOfLines1795360006000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE invoice_lines n
      JOIN invoices i ON i.account_id = n.account_id AND i.summary_invoice_id = n.invoice_id
        AND (n.description = CONCAT('Invoice ', i.number) OR n.description LIKE CONCAT('Invoice ', i.number, ',%'))
      SET n.summarized_invoice_id = i.id
      WHERE n.summarized_invoice_id IS NULL
    `);
  }

  async down(): Promise<void> {
    // The values go with their column.
  }
}
