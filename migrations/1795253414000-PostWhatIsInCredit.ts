import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was paid beyond what invoices ask for is credit of the account from now on: first in the ledger. */
export class PostWhatIsInCredit1795253414000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO ledger_entries (account_id, posting, ledger_account, currency, amount, created_at)
      SELECT i.account_id, CONCAT('credit ', i.id), s.side, i.currency,
        s.sign * (i.paid + i.credited - i.total), UTC_TIMESTAMP(3)
      FROM invoices i
      JOIN (SELECT 'RECEIVABLE' AS side, 1 AS sign UNION ALL SELECT 'CREDIT', -1) s
      WHERE i.paid + i.credited > i.total AND i.summary_invoice_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.posting = CONCAT('credit ', i.id))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM ledger_entries WHERE posting LIKE 'credit %'
    `);
  }
}
