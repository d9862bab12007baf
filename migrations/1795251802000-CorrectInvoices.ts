import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What credit notes took back, and which invoice one corrects (R57). */
export class CorrectInvoices1795251802000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Columns and keys come in one statement, so with one of them the others are there.
    if (await queryRunner.hasColumn('invoices', 'credited')) return;
    await queryRunner.query(`
      ALTER TABLE invoices
        ADD COLUMN credited bigint NOT NULL AFTER paid,
        ADD COLUMN corrects_invoice_id bigint unsigned NULL AFTER summary_invoice_id,
        ADD INDEX ix_invoices_due (status, due_on, id),
        ADD INDEX ix_invoices_credited (account_id, credited),
        ADD INDEX ix_invoices_corrects (account_id, corrects_invoice_id),
        ADD CONSTRAINT fk_invoices_corrects FOREIGN KEY (account_id, corrects_invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('invoices', 'credited'))) return;
    await queryRunner.query(`
      ALTER TABLE invoices
        DROP FOREIGN KEY fk_invoices_corrects,
        DROP INDEX ix_invoices_corrects,
        DROP INDEX ix_invoices_credited,
        DROP INDEX ix_invoices_due,
        DROP COLUMN corrects_invoice_id,
        DROP COLUMN credited
    `);
  }
}
