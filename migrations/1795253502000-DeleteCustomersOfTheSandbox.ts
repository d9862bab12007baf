import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A customer of the sandbox can be deleted there. */
export class DeleteCustomersOfTheSandbox1795253502000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('sandbox_customers', 'deleted')) return;
    await queryRunner.query(`
      ALTER TABLE sandbox_customers ADD COLUMN deleted tinyint NOT NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('sandbox_customers', 'deleted'))) return;
    await queryRunner.query('ALTER TABLE sandbox_customers DROP COLUMN deleted');
  }
}
