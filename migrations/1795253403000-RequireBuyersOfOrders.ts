import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every order names its buyer. */
export class RequireBuyersOfOrders1795253403000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE orders
        MODIFY COLUMN billed_name varchar(200) COLLATE utf8mb4_unicode_520_ci NOT NULL DEFAULT '',
        MODIFY COLUMN billed_address varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL DEFAULT ''
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE orders
        MODIFY COLUMN billed_name varchar(200) COLLATE utf8mb4_unicode_520_ci NULL,
        MODIFY COLUMN billed_address varchar(500) COLLATE utf8mb4_unicode_520_ci NULL
    `);
  }
}
