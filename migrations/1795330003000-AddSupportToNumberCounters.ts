import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers of support requests are drawn like those of orders and leases. */
export class AddSupportToNumberCounters1795330003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE number_counters
        DROP CONSTRAINT ck_number_counters_series,
        ADD CONSTRAINT ck_number_counters_series CHECK (series IN ('ORDER', 'LEASE', 'SUPPORT'))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DELETE FROM number_counters WHERE series = 'SUPPORT'");
    await queryRunner.query(`
      ALTER TABLE number_counters
        DROP CONSTRAINT ck_number_counters_series,
        ADD CONSTRAINT ck_number_counters_series CHECK (series IN ('ORDER', 'LEASE'))
    `);
  }
}
