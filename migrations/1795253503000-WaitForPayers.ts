import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a payment waits for its payer to confirm it with their bank. */
export class WaitForPayers1795253503000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('payments', 'confirm_by')) return;
    await queryRunner.query(`
      ALTER TABLE payments ADD COLUMN confirm_by datetime(3) NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('payments', 'confirm_by'))) return;
    await queryRunner.query('ALTER TABLE payments DROP COLUMN confirm_by');
  }
}
