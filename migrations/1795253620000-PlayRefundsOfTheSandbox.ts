import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the sandbox makes of a refund. */
export class PlayRefundsOfTheSandbox1795253620000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('sandbox_refunds', 'failed')) return;
    await queryRunner.query(`
      ALTER TABLE sandbox_refunds
        ADD COLUMN pending tinyint NOT NULL,
        ADD COLUMN failed tinyint NOT NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('sandbox_refunds', 'failed'))) return;
    await queryRunner.query(`
      ALTER TABLE sandbox_refunds DROP COLUMN pending, DROP COLUMN failed
    `);
  }
}
