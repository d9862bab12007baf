import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The primary key is what lets a mailing reach an address once. */
export class CreateMailingRecipients1795251722000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS mailing_recipients (
        mailing_id bigint unsigned NOT NULL,
        email varchar(254) NOT NULL,
        account_id bigint unsigned NOT NULL,
        PRIMARY KEY (mailing_id, email),
        CONSTRAINT fk_mailing_recipients_mailing FOREIGN KEY (mailing_id) REFERENCES mailings(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS mailing_recipients');
  }
}
