import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened at the sandbox, as it would tell it. */
export class CreateSandboxEvents1795253622000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS sandbox_events (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        subject varchar(10) NOT NULL,
        reference varchar(120) NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_sandbox_events_created (created_at),
        CONSTRAINT ck_sandbox_events_subject CHECK (subject IN ('CHARGE', 'CARD', 'CUSTOMER'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE IF EXISTS sandbox_events`);
  }
}
