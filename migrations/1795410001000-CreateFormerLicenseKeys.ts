import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFormerLicenseKeys1795410001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS former_license_keys (
        key_hash binary(32) NOT NULL,
        account_id bigint unsigned NOT NULL,
        license_id bigint unsigned NOT NULL,
        replaced_at datetime(3) NOT NULL,
        ends_at datetime(3) NOT NULL,
        PRIMARY KEY (key_hash),
        INDEX ix_former_license_keys_license (account_id, license_id),
        INDEX ix_former_license_keys_ends_at (ends_at),
        CONSTRAINT fk_former_license_keys_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS former_license_keys');
  }
}
