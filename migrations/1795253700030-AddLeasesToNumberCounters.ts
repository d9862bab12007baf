import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers of leases are drawn like those of orders: what is undone or only rehearsed uses none up. */
export class AddLeasesToNumberCounters1795253700030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE number_counters
        DROP CONSTRAINT ck_number_counters_series,
        ADD CONSTRAINT ck_number_counters_series CHECK (series IN ('ORDER', 'LEASE'))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE number_counters
        DROP CONSTRAINT ck_number_counters_series,
        ADD CONSTRAINT ck_number_counters_series CHECK (series IN ('ORDER'))
    `);
  }
}
