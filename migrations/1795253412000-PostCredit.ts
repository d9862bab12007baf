import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers have in credit is an account of the ledger. It replaces the words that may be posted, whatever they are. */
export class PostCredit1795253412000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE ledger_entries
        DROP CONSTRAINT ck_ledger_entries_ledger_account,
        ADD CONSTRAINT ck_ledger_entries_ledger_account CHECK (ledger_account IN ('RECEIVABLE', 'REVENUE', 'TAX', 'CASH', 'CREDIT'))
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
