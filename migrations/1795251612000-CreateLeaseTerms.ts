import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLeaseTerms1795251612000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS lease_terms (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        lease_id bigint unsigned NOT NULL,
        valid_from date NOT NULL,
        product_id bigint unsigned NOT NULL,
        monthly_price bigint NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_lease_terms_day (lease_id, valid_from),
        UNIQUE INDEX uq_lease_terms_account_id (account_id, id),
        INDEX ix_lease_terms_lease (account_id, lease_id),
        INDEX ix_lease_terms_product (product_id),
        CONSTRAINT fk_lease_terms_product FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_lease_terms_lease FOREIGN KEY (account_id, lease_id) REFERENCES leases(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS lease_terms');
  }
}
