import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last number drawn of a series that does not begin anew each year: of orders (R27). */
export class CreateNumberCounters1795252010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS number_counters (
        series varchar(10) NOT NULL,
        last int NOT NULL,
        PRIMARY KEY (series),
        CONSTRAINT ck_number_counters_series CHECK (series IN ('ORDER'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS number_counters');
  }
}
