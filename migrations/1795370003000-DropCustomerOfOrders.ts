import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom an order buys for stands on its lines. */
export class DropCustomerOfOrders1795370003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('orders', 'assign_email'))) return;
    await queryRunner.query(`
      ALTER TABLE orders
        DROP COLUMN assign_country,
        DROP COLUMN assign_name,
        DROP COLUMN assign_email
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('orders', 'assign_email')) return;
    await queryRunner.query(`
      ALTER TABLE orders
        ADD COLUMN assign_email varchar(254) NULL,
        ADD COLUMN assign_name varchar(200) COLLATE utf8mb4_unicode_520_ci NULL,
        ADD COLUMN assign_country char(2) NULL
    `);
  }
}
