import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Leases are found by when they were stopped. */
export class IndexStoppedLeases1795360007000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const found = (await queryRunner.query(
      "SHOW INDEX FROM leases WHERE Key_name = 'ix_leases_stopped'",
    )) as unknown[];
    if (found.length > 0) return;
    await queryRunner.query(
      'ALTER TABLE leases ADD INDEX ix_leases_stopped (account_id, stopped_on, id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE leases DROP INDEX ix_leases_stopped');
  }
}
