import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLicenseAddOns1795251609000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS license_add_ons (
        license_id bigint unsigned NOT NULL,
        add_on_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        PRIMARY KEY (license_id, add_on_id),
        INDEX ix_license_add_ons_add_on (add_on_id),
        INDEX ix_license_add_ons_license (account_id, license_id),
        CONSTRAINT fk_license_add_ons_add_on FOREIGN KEY (add_on_id) REFERENCES add_ons(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_license_add_ons_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS license_add_ons');
  }
}
