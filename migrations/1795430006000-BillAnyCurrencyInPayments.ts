import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInPayments1795430006000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_payments_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query('ALTER TABLE payments DROP CONSTRAINT ck_payments_currency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE payments
        ADD CONSTRAINT ck_payments_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
