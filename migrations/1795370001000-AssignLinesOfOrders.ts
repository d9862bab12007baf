import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The customer for whom each line of an order buys. */
export class AssignLinesOfOrders1795370001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The columns come in one statement, so with one of them the others are there.
    if (await queryRunner.hasColumn('order_lines', 'assign_email')) return;
    await queryRunner.query(`
      ALTER TABLE order_lines
        ADD COLUMN assign_email varchar(254) NULL,
        ADD COLUMN assign_name varchar(200) COLLATE utf8mb4_unicode_520_ci NULL,
        ADD COLUMN assign_country char(2) NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('order_lines', 'assign_email'))) return;
    await queryRunner.query(`
      ALTER TABLE order_lines
        DROP COLUMN assign_country,
        DROP COLUMN assign_name,
        DROP COLUMN assign_email
    `);
  }
}
