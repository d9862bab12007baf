import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInInvoices1795430005000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_invoices_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query('ALTER TABLE invoices DROP CONSTRAINT ck_invoices_currency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE invoices
        ADD CONSTRAINT ck_invoices_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
