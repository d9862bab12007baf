import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sandbox carries out every refund at once. */
export class SettleRefundsOfTheSandbox1795253710000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('sandbox_refunds', 'pending'))) return;
    await queryRunner.query('ALTER TABLE sandbox_refunds DROP COLUMN pending');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('sandbox_refunds', 'pending')) return;
    await queryRunner.query(
      'ALTER TABLE sandbox_refunds ADD COLUMN pending tinyint NOT NULL AFTER amount',
    );
  }
}
