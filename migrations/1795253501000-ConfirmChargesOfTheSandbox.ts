import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A charge of the sandbox may wait for its payer. */
export class ConfirmChargesOfTheSandbox1795253501000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('sandbox_charges', 'action_secret')) return;
    await queryRunner.query(`
      ALTER TABLE sandbox_charges
        ADD COLUMN action_secret varchar(64) NULL,
        ADD UNIQUE INDEX uq_sandbox_charges_action (action_secret)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('sandbox_charges', 'action_secret'))) return;
    await queryRunner.query(
      'ALTER TABLE sandbox_charges DROP INDEX uq_sandbox_charges_action, DROP COLUMN action_secret',
    );
  }
}
