import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the gateway reported a change. */
export class RenameReportsOfGatewayChecks1795320002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('gateway_checks', 'reports')) return;
    await queryRunner.query('ALTER TABLE gateway_checks RENAME COLUMN told TO reports');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('gateway_checks', 'reports'))) return;
    await queryRunner.query('ALTER TABLE gateway_checks RENAME COLUMN reports TO told');
  }
}
