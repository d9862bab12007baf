import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInOrders1795430011000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_orders_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query('ALTER TABLE orders DROP CONSTRAINT ck_orders_currency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE orders
        ADD CONSTRAINT ck_orders_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
