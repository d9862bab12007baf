import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is whose customer: one row for each partner and account. */
export class CreateCustomers1795380001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS customers (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        customer_account_id bigint unsigned NOT NULL,
        resold tinyint NOT NULL,
        leased tinyint NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_customers_pair (account_id, customer_account_id),
        UNIQUE INDEX uq_customers_account_id (account_id, id),
        INDEX ix_customers_customer (customer_account_id),
        CONSTRAINT fk_customers_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_customers_customer FOREIGN KEY (customer_account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS customers');
  }
}
