import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The customer for whom a line of an order buys, where it was named by its id. */
export class AddCustomerToOrderLines1795380003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('order_lines', 'assign_customer_id')) return;
    await queryRunner.query(`
      ALTER TABLE order_lines
        ADD COLUMN assign_customer_id bigint unsigned NULL,
        ADD INDEX ix_order_lines_customer (account_id, assign_customer_id),
        ADD CONSTRAINT fk_order_lines_customer FOREIGN KEY (account_id, assign_customer_id)
          REFERENCES customers(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('order_lines', 'assign_customer_id'))) return;
    await queryRunner.query(`
      ALTER TABLE order_lines
        DROP FOREIGN KEY fk_order_lines_customer,
        DROP INDEX ix_order_lines_customer,
        DROP COLUMN assign_customer_id
    `);
  }
}
