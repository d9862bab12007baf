import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTwoFactorResets1795300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS two_factor_resets (
        user_id bigint unsigned NOT NULL,
        requested_by bigint unsigned NOT NULL,
        reason varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        requested_at datetime(3) NOT NULL,
        effective_at datetime(3) NOT NULL,
        PRIMARY KEY (user_id),
        INDEX ix_two_factor_resets_requested_by (requested_by),
        INDEX ix_two_factor_resets_effective_at (effective_at),
        CONSTRAINT fk_two_factor_resets_user FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_two_factor_resets_requested_by FOREIGN KEY (requested_by) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS two_factor_resets');
  }
}
