import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHolderReplacements1795300001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS holder_replacements (
        account_id bigint unsigned NOT NULL,
        from_user_id bigint unsigned NOT NULL,
        to_user_id bigint unsigned NOT NULL,
        requested_by bigint unsigned NOT NULL,
        reason varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        requested_at datetime(3) NOT NULL,
        effective_at datetime(3) NOT NULL,
        PRIMARY KEY (account_id),
        INDEX ix_holder_replacements_from (from_user_id),
        INDEX ix_holder_replacements_to (to_user_id),
        INDEX ix_holder_replacements_requested_by (requested_by),
        INDEX ix_holder_replacements_effective_at (effective_at),
        CONSTRAINT fk_holder_replacements_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_holder_replacements_from FOREIGN KEY (from_user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_holder_replacements_to FOREIGN KEY (to_user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_holder_replacements_requested_by FOREIGN KEY (requested_by) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS holder_replacements');
  }
}
