import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The days on which people were last mailed that the maintenance of a license ends: its customer, and who sold it. */
export class AddMaintenanceNotices1795350000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('licenses', 'customer_notified_on')) return;
    await queryRunner.query(`
      ALTER TABLE licenses
        ADD COLUMN customer_notified_on date NULL,
        ADD COLUMN seller_notified_on date NULL,
        ADD INDEX ix_licenses_maintenance (maintenance_to, id)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE licenses
        DROP INDEX ix_licenses_maintenance,
        DROP COLUMN seller_notified_on,
        DROP COLUMN customer_notified_on
    `);
  }
}
