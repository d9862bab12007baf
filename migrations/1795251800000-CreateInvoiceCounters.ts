import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last number drawn of each calendar year (R54). */
export class CreateInvoiceCounters1795251800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS invoice_counters (
        year char(4) NOT NULL,
        last int NOT NULL,
        PRIMARY KEY (year)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS invoice_counters');
  }
}
