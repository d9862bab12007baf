import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers go on where those that were given end. */
export class CountOrdersSoFar1795252011000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT IGNORE INTO number_counters (series, last)
      SELECT 'ORDER', MAX(CAST(SUBSTRING(number, 3) AS UNSIGNED)) FROM orders
      WHERE number IS NOT NULL HAVING COUNT(*) > 0
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DELETE FROM number_counters WHERE series = 'ORDER'");
  }
}
