import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateContacts1795251603000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS contacts (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        first_name varchar(100) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        last_name varchar(100) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        email varchar(254) NOT NULL,
        country char(2) NOT NULL,
        receives_standard_invoices tinyint NOT NULL,
        receives_summary_invoices tinyint NOT NULL,
        receives_important_notices tinyint NOT NULL,
        support_authorized tinyint NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_contacts_account (account_id, id),
        CONSTRAINT fk_contacts_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS contacts');
  }
}
