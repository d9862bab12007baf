import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of an order from before the buyer is the one on its invoice; of one without, the account as it is now. */
export class FillBuyersOfOrders1795253402000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE orders o JOIN accounts a ON a.id = o.account_id LEFT JOIN invoices i ON i.id = o.invoice_id
      SET o.billed_name = COALESCE(i.billed_name, o.billed_name, a.name),
        o.billed_address = COALESCE(i.billed_address, o.billed_address, a.address),
        o.billed_vat_number = IF(i.id IS NULL, a.vat_number, i.billed_vat_number),
        o.billed_country = COALESCE(i.billed_country, a.country)
      WHERE o.billed_country = ''
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("UPDATE orders SET billed_country = ''");
  }
}
