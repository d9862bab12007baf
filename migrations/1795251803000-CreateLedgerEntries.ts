import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Double entries under invoices and payments; those of one posting add up to nothing. */
export class CreateLedgerEntries1795251803000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS ledger_entries (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        posting varchar(40) NOT NULL,
        ledger_account varchar(12) NOT NULL,
        currency char(3) NOT NULL,
        amount bigint NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_ledger_entries_posting (posting, ledger_account),
        INDEX ix_ledger_entries_account (account_id, ledger_account, amount),
        CONSTRAINT fk_ledger_entries_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_ledger_entries_ledger_account CHECK (ledger_account IN ('RECEIVABLE', 'REVENUE', 'TAX', 'CASH')),
        CONSTRAINT ck_ledger_entries_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS ledger_entries');
  }
}
