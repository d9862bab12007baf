import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which invoices money of a payment went back, and to which it came again. */
export class CreatePaymentReturns1795253608000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS payment_returns (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        payment_id bigint unsigned NOT NULL,
        invoice_id bigint unsigned NULL,
        refund_id bigint unsigned NULL,
        dispute_id bigint unsigned NULL,
        ours tinyint NOT NULL,
        amount bigint NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_payment_returns_payment (account_id, payment_id),
        INDEX ix_payment_returns_invoice (account_id, invoice_id),
        INDEX ix_payment_returns_refund (refund_id),
        INDEX ix_payment_returns_dispute (dispute_id),
        CONSTRAINT fk_payment_returns_payment FOREIGN KEY (account_id, payment_id) REFERENCES payments(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_payment_returns_invoice FOREIGN KEY (account_id, invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_payment_returns_refund FOREIGN KEY (refund_id) REFERENCES refunds(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_payment_returns_dispute FOREIGN KEY (dispute_id) REFERENCES disputes(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE IF EXISTS payment_returns`);
  }
}
