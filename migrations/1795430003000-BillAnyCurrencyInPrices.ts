import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInPrices1795430003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_prices_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query('ALTER TABLE prices DROP CONSTRAINT ck_prices_currency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE prices
        ADD CONSTRAINT ck_prices_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
