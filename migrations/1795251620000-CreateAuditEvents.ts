import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditEvents1795251620000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS audit_events (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NULL,
        subject_type varchar(40) NOT NULL,
        subject_id bigint unsigned NOT NULL,
        action varchar(60) NOT NULL,
        user_id bigint unsigned NULL,
        token_id bigint unsigned NULL,
        staff_role varchar(10) NULL,
        reason varchar(500) COLLATE utf8mb4_unicode_520_ci NULL,
        address varchar(45) NULL,
        request_id varchar(64) NOT NULL,
        changes longtext NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_audit_events_account (account_id, id),
        INDEX ix_audit_events_subject (subject_type, subject_id, id),
        INDEX ix_audit_events_created (created_at, id)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS audit_events');
  }
}
