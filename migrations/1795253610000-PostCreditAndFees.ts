import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money of customers that is for no invoice, and what disputes cost. */
export class PostCreditAndFees1795253610000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE ledger_entries
        DROP CONSTRAINT ck_ledger_entries_ledger_account,
        ADD CONSTRAINT ck_ledger_entries_ledger_account CHECK (ledger_account IN ('RECEIVABLE', 'REVENUE', 'TAX', 'CASH', 'CREDIT', 'FEES'))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE ledger_entries
        DROP CONSTRAINT ck_ledger_entries_ledger_account,
        ADD CONSTRAINT ck_ledger_entries_ledger_account CHECK (ledger_account IN ('RECEIVABLE', 'REVENUE', 'TAX', 'CASH'))
    `);
  }
}
