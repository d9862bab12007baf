import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInSandboxCharges1795430010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_sandbox_charges_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query(
        'ALTER TABLE sandbox_charges DROP CONSTRAINT ck_sandbox_charges_currency',
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE sandbox_charges
        ADD CONSTRAINT ck_sandbox_charges_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
