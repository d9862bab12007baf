import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Licenses that a reseller bought are found by when their maintenance ends. */
export class IndexMaintenanceOfSellers1795360009000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const found = (await queryRunner.query(
      "SHOW INDEX FROM licenses WHERE Key_name = 'ix_licenses_sold_maintenance'",
    )) as unknown[];
    if (found.length > 0) return;
    await queryRunner.query(
      'ALTER TABLE licenses ADD INDEX ix_licenses_sold_maintenance (account_id, origin, maintenance_to, id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE licenses DROP INDEX ix_licenses_sold_maintenance');
  }
}
