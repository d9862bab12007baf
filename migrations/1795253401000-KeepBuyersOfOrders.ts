import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The buyer of an order is one whole: with the country and the VAT number that its tax follows from. */
export class KeepBuyersOfOrders1795253401000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The columns come in one statement, so with one of them the other is there.
    if (await queryRunner.hasColumn('orders', 'billed_country')) return;
    await queryRunner.query(`
      ALTER TABLE orders
        ADD COLUMN billed_country char(2) NOT NULL DEFAULT '' AFTER billed_address,
        ADD COLUMN billed_vat_number varchar(20) NULL AFTER billed_country
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('orders', 'billed_country'))) return;
    await queryRunner.query(`
      ALTER TABLE orders
        DROP COLUMN billed_vat_number,
        DROP COLUMN billed_country
    `);
  }
}
