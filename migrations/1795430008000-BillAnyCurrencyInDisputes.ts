import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInDisputes1795430008000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_disputes_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query('ALTER TABLE disputes DROP CONSTRAINT ck_disputes_currency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE disputes
        ADD CONSTRAINT ck_disputes_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
