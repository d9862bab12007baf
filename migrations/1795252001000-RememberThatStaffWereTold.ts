import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staff are told once of a charge of which nobody knows what came (R56). */
export class RememberThatStaffWereTold1795252001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('payments', 'staff_told_at')) return;
    await queryRunner.query('ALTER TABLE payments ADD COLUMN staff_told_at datetime(3) NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('payments', 'staff_told_at'))) return;
    await queryRunner.query('ALTER TABLE payments DROP COLUMN staff_told_at');
  }
}
