import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The gateway's name of an account. */
export class CreateGatewayCustomers1795251805000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS gateway_customers (
        account_id bigint unsigned NOT NULL,
        gateway varchar(20) NOT NULL,
        reference varchar(120) NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (account_id, gateway),
        UNIQUE INDEX uq_gateway_customers_reference (gateway, reference),
        CONSTRAINT fk_gateway_customers_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS gateway_customers');
  }
}
