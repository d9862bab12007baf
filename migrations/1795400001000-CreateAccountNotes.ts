import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the staff note about an account, for each other. */
export class CreateAccountNotes1795400001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS account_notes (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        author_id bigint unsigned NOT NULL,
        body varchar(5000) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        written_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_account_notes_account (account_id),
        INDEX ix_account_notes_author (author_id),
        CONSTRAINT fk_account_notes_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_account_notes_author FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS account_notes');
  }
}
