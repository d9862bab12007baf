import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The line of the cart that an order's line was: it leaves the cart once the order is placed. */
export class TieOrderLinesToCarts1795251849000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('order_lines', 'cart_line_id')) return;
    await queryRunner.query('ALTER TABLE order_lines ADD COLUMN cart_line_id bigint unsigned NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('order_lines', 'cart_line_id'))) return;
    await queryRunner.query('ALTER TABLE order_lines DROP COLUMN cart_line_id');
  }
}
