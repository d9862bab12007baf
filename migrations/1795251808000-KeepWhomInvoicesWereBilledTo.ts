import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The customer as it was when the invoice was issued: an issued invoice never changes (R57). */
export class KeepWhomInvoicesWereBilledTo1795251808000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The columns come in one statement, so with one of them the others are there.
    if (await queryRunner.hasColumn('invoices', 'billed_name')) return;
    await queryRunner.query(`
      ALTER TABLE invoices
        ADD COLUMN billed_name varchar(200) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        ADD COLUMN billed_address varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        ADD COLUMN billed_country char(2) NOT NULL,
        ADD COLUMN billed_vat_number varchar(20) NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('invoices', 'billed_name'))) return;
    await queryRunner.query(`
      ALTER TABLE invoices
        DROP COLUMN billed_vat_number,
        DROP COLUMN billed_country,
        DROP COLUMN billed_address,
        DROP COLUMN billed_name
    `);
  }
}
