import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLicenses1795251608000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS licenses (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        customer_account_id bigint unsigned NULL,
        product_id bigint unsigned NOT NULL,
        origin varchar(10) NOT NULL,
        status varchar(24) NOT NULL,
        key_hash binary(32) NOT NULL,
        key_sealed varbinary(255) NOT NULL,
        maintenance_from date NULL,
        maintenance_to date NULL,
        assigned_at datetime(3) NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_licenses_key (key_hash),
        UNIQUE INDEX uq_licenses_account_id (account_id, id),
        INDEX ix_licenses_sold (account_id, origin, customer_account_id, id),
        INDEX ix_licenses_customer (customer_account_id, id),
        INDEX ix_licenses_product (product_id),
        CONSTRAINT fk_licenses_product FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_licenses_customer FOREIGN KEY (customer_account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_licenses_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_licenses_origin CHECK (origin IN ('PURCHASED', 'RESOLD', 'LEASED')),
        CONSTRAINT ck_licenses_status CHECK (status IN ('UNASSIGNED', 'READY', 'ACTIVE', 'REACTIVATION_REQUIRED', 'SUSPENDED', 'ENDED'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS licenses');
  }
}
