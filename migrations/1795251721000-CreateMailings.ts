import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMailings1795251721000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS mailings (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        kind varchar(10) NOT NULL,
        subject varchar(150) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        paragraphs longtext NOT NULL,
        filter longtext NOT NULL,
        status varchar(10) NOT NULL,
        last_account_id bigint unsigned NOT NULL,
        cursor_account_id bigint unsigned NOT NULL,
        account_count int NOT NULL,
        accounts_done int NOT NULL,
        told longtext NOT NULL,
        left_out longtext NOT NULL,
        last_due_at datetime(3) NULL,
        created_by bigint unsigned NOT NULL,
        created_at datetime(3) NOT NULL,
        written_at datetime(3) NULL,
        PRIMARY KEY (id),
        INDEX ix_mailings_status (status, id),
        INDEX ix_mailings_due (last_due_at),
        INDEX ix_mailings_created_by (created_by),
        CONSTRAINT fk_mailings_user FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_mailings_kind CHECK (kind IN ('CRITICAL', 'MARKETING')),
        CONSTRAINT ck_mailings_status CHECK (status IN ('WRITING', 'WRITTEN'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS mailings');
  }
}
