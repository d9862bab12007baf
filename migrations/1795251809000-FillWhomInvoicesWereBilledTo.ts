import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invoices from before name the customer as it is now: nobody wrote down what it was. */
export class FillWhomInvoicesWereBilledTo1795251809000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE invoices i JOIN accounts a ON a.id = i.account_id
      SET i.billed_name = a.name, i.billed_address = a.address, i.billed_country = a.country,
        i.billed_vat_number = a.vat_number
      WHERE i.billed_country = ''
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("UPDATE invoices SET billed_country = ''");
  }
}
