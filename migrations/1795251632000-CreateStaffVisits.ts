import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStaffVisits1795251632000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS staff_visits (
        session_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        reason varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        started_at datetime(3) NOT NULL,
        ends_at datetime(3) NOT NULL,
        PRIMARY KEY (session_id),
        INDEX ix_staff_visits_account (account_id),
        CONSTRAINT fk_staff_visits_session FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_staff_visits_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS staff_visits');
  }
}
