import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePaymentAllocations1795251618000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS payment_allocations (
        payment_id bigint unsigned NOT NULL,
        invoice_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        amount bigint NOT NULL,
        PRIMARY KEY (payment_id, invoice_id),
        INDEX ix_payment_allocations_payment (account_id, payment_id),
        INDEX ix_payment_allocations_invoice (account_id, invoice_id),
        CONSTRAINT fk_payment_allocations_invoice FOREIGN KEY (account_id, invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_payment_allocations_payment FOREIGN KEY (account_id, payment_id) REFERENCES payments(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS payment_allocations');
  }
}
