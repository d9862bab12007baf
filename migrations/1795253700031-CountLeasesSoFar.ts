import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers go on where those that were given end. */
export class CountLeasesSoFar1795253700031 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT IGNORE INTO number_counters (series, last)
      SELECT 'LEASE', MAX(CAST(SUBSTRING(number, 3) AS UNSIGNED)) FROM leases
      WHERE number LIKE 'L-%' HAVING COUNT(*) > 0
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DELETE FROM number_counters WHERE series = 'LEASE'");
  }
}
