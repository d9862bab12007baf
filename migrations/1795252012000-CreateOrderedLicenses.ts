import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which order made which licence: a line can make many. */
export class CreateOrderedLicenses1795252012000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS ordered_licenses (
        license_id bigint unsigned NOT NULL,
        order_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        PRIMARY KEY (license_id),
        INDEX ix_ordered_licenses_order (account_id, order_id, license_id),
        INDEX ix_ordered_licenses_license (account_id, license_id),
        CONSTRAINT fk_ordered_licenses_order FOREIGN KEY (account_id, order_id) REFERENCES orders(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_ordered_licenses_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS ordered_licenses');
  }
}
