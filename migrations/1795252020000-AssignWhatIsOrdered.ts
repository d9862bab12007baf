import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The customer for whom an order buys. */
export class AssignWhatIsOrdered1795252020000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The columns come in one statement, so with one of them the others are there.
    if (await queryRunner.hasColumn('orders', 'assign_email')) return;
    await queryRunner.query(`
      ALTER TABLE orders
        ADD COLUMN assign_email varchar(254) NULL,
        ADD COLUMN assign_name varchar(200) COLLATE utf8mb4_unicode_520_ci NULL,
        ADD COLUMN assign_country char(2) NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('orders', 'assign_email'))) return;
    await queryRunner.query(`
      ALTER TABLE orders
        DROP COLUMN assign_country,
        DROP COLUMN assign_name,
        DROP COLUMN assign_email
    `);
  }
}
