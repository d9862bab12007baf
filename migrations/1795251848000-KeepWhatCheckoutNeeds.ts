import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who spends by an order, whom its invoice is made out to, and which lines of the cart it takes. */
export class KeepWhatCheckoutNeeds1795251848000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The columns come in one statement, so with one of them the others are there.
    if (await queryRunner.hasColumn('orders', 'token_id')) return;
    await queryRunner.query(`
      ALTER TABLE orders
        ADD COLUMN token_id bigint unsigned NULL,
        ADD COLUMN spent_month char(7) NULL,
        ADD COLUMN billed_name varchar(200) COLLATE utf8mb4_unicode_520_ci NULL,
        ADD COLUMN billed_address varchar(500) COLLATE utf8mb4_unicode_520_ci NULL,
        ADD INDEX ix_orders_status (account_id, status)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('orders', 'token_id'))) return;
    await queryRunner.query(`
      ALTER TABLE orders
        DROP INDEX ix_orders_status,
        DROP COLUMN billed_address,
        DROP COLUMN billed_name,
        DROP COLUMN spent_month,
        DROP COLUMN token_id
    `);
  }
}
