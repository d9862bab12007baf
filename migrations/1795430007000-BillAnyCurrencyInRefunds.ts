import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInRefunds1795430007000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_refunds_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query('ALTER TABLE refunds DROP CONSTRAINT ck_refunds_currency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE refunds
        ADD CONSTRAINT ck_refunds_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
