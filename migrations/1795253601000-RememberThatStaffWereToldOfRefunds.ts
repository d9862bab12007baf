import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When staff were told that nobody knows what came of a refund (R56). */
export class RememberThatStaffWereToldOfRefunds1795253601000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('refunds', 'staff_told_at')) return;
    await queryRunner.query('ALTER TABLE refunds ADD COLUMN staff_told_at datetime(3) NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('refunds', 'staff_told_at'))) return;
    await queryRunner.query('ALTER TABLE refunds DROP COLUMN staff_told_at');
  }
}
