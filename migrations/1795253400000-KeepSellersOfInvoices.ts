import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seller as of the day of issue. Older invoices are given theirs by the next start: it is configured, not stored. */
export class KeepSellersOfInvoices1795253400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The columns come in one statement, so with one of them the others are there.
    if (await queryRunner.hasColumn('invoices', 'seller_name')) return;
    await queryRunner.query(`
      ALTER TABLE invoices
        ADD COLUMN seller_name varchar(200) COLLATE utf8mb4_unicode_520_ci NOT NULL DEFAULT '',
        ADD COLUMN seller_address varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL DEFAULT '',
        ADD COLUMN seller_country char(2) NOT NULL DEFAULT '',
        ADD COLUMN seller_vat_number varchar(20) NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('invoices', 'seller_name'))) return;
    await queryRunner.query(`
      ALTER TABLE invoices
        DROP COLUMN seller_vat_number,
        DROP COLUMN seller_country,
        DROP COLUMN seller_address,
        DROP COLUMN seller_name
    `);
  }
}
