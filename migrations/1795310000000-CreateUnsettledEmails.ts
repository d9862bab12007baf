import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUnsettledEmails1795310000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS unsettled_emails (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        spelling varchar(254) COLLATE utf8mb4_bin NOT NULL,
        normal_form varchar(254) COLLATE utf8mb4_bin NULL,
        found_at datetime(3) NOT NULL,
        UNIQUE INDEX uq_unsettled_emails_spelling (spelling),
        INDEX ix_unsettled_emails_normal (normal_form),
        PRIMARY KEY (id)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS unsettled_emails');
  }
}
