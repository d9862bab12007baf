import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers go on where those that were given end. */
export class CountInvoicesSoFar1795251801000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT IGNORE INTO invoice_counters (year, last)
      SELECT SUBSTRING(number, 5, 4), MAX(CAST(SUBSTRING(number, 10) AS UNSIGNED))
      FROM invoices GROUP BY SUBSTRING(number, 5, 4)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM invoice_counters');
  }
}
