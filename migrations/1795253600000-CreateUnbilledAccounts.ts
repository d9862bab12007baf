import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts that a billing run could not bill, and of which people were told. */
export class CreateUnbilledAccounts1795253600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS unbilled_accounts (
        month char(7) NOT NULL,
        account_id bigint unsigned NOT NULL,
        told_at datetime(3) NOT NULL,
        PRIMARY KEY (month, account_id),
        CONSTRAINT fk_unbilled_accounts_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS unbilled_accounts');
  }
}
