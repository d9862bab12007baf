import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a line of an invoice is about, as of the day of issue. */
export class AddLinksToInvoiceLines1795360001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('invoice_lines', 'product_id')) return;
    await queryRunner.query(`
      ALTER TABLE invoice_lines
        ADD COLUMN product_id bigint unsigned NULL,
        ADD COLUMN summarized_invoice_id bigint unsigned NULL,
        ADD INDEX ix_invoice_lines_product (product_id),
        ADD INDEX ix_invoice_lines_summarized (account_id, summarized_invoice_id),
        ADD CONSTRAINT fk_invoice_lines_product FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        ADD CONSTRAINT fk_invoice_lines_summarized FOREIGN KEY (account_id, summarized_invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('invoice_lines', 'product_id'))) return;
    await queryRunner.query(`
      ALTER TABLE invoice_lines
        DROP FOREIGN KEY fk_invoice_lines_product,
        DROP FOREIGN KEY fk_invoice_lines_summarized,
        DROP INDEX ix_invoice_lines_product,
        DROP INDEX ix_invoice_lines_summarized,
        DROP COLUMN product_id,
        DROP COLUMN summarized_invoice_id
    `);
  }
}
