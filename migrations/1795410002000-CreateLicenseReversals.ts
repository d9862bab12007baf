import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLicenseReversals1795410002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS license_reversals (
        license_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        to_account_id bigint unsigned NULL,
        requested_by bigint unsigned NOT NULL,
        reason varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        requested_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        confirmed_by bigint unsigned NULL,
        confirmed_at datetime(3) NULL,
        replacement_id bigint unsigned NULL,
        PRIMARY KEY (license_id),
        UNIQUE INDEX uq_license_reversals_replacement (replacement_id),
        INDEX ix_license_reversals_license (account_id, license_id),
        INDEX ix_license_reversals_to_account (to_account_id),
        INDEX ix_license_reversals_requested_by (requested_by),
        INDEX ix_license_reversals_confirmed_by (confirmed_by),
        CONSTRAINT fk_license_reversals_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_license_reversals_to_account FOREIGN KEY (to_account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_license_reversals_requested_by FOREIGN KEY (requested_by) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_license_reversals_confirmed_by FOREIGN KEY (confirmed_by) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_license_reversals_replacement FOREIGN KEY (replacement_id) REFERENCES licenses(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS license_reversals');
  }
}
