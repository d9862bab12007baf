import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of an invoice's payments came from the account's credit, became credit, and was refunded. */
export class KeepWhatBecameOfPayments1795253410000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // What belongs together comes in one statement.
    if (await queryRunner.hasColumn('invoices', 'credit_applied')) return;
    await queryRunner.query(`
      ALTER TABLE invoices
        ADD COLUMN credit_applied bigint NOT NULL DEFAULT 0 AFTER credited,
        ADD COLUMN credit_kept bigint NOT NULL DEFAULT 0 AFTER credit_applied,
        ADD COLUMN refunded bigint NOT NULL DEFAULT 0 AFTER credit_kept,
        DROP INDEX ix_invoices_credited
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('invoices', 'credit_applied'))) return;
    await queryRunner.query(`
      ALTER TABLE invoices
        ADD INDEX ix_invoices_credited (account_id, credited),
        DROP COLUMN refunded,
        DROP COLUMN credit_kept,
        DROP COLUMN credit_applied
    `);
  }
}
