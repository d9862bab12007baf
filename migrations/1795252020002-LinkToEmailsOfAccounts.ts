import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link proves the e-mail of an account as well. The check has another name, for some servers add before they drop. */
export class LinkToEmailsOfAccounts1795252020002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('one_time_links', 'account_id')) return;
    await queryRunner.query(`
      ALTER TABLE one_time_links
        ADD COLUMN account_id bigint unsigned NULL,
        DROP CONSTRAINT ck_one_time_links_purpose,
        ADD CONSTRAINT ck_one_time_links_purpose_of_link
          CHECK (purpose IN ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD', 'ACCOUNT_EMAIL')),
        ADD INDEX ix_one_time_links_account (account_id),
        ADD CONSTRAINT fk_one_time_links_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('one_time_links', 'account_id'))) return;
    await queryRunner.query("DELETE FROM one_time_links WHERE purpose = 'ACCOUNT_EMAIL'");
    await queryRunner.query(`
      ALTER TABLE one_time_links
        DROP FOREIGN KEY fk_one_time_links_account,
        DROP INDEX ix_one_time_links_account,
        DROP CONSTRAINT ck_one_time_links_purpose_of_link,
        ADD CONSTRAINT ck_one_time_links_purpose CHECK (purpose IN ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD')),
        DROP COLUMN account_id
    `);
  }
}
