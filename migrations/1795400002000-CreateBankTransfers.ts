import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the bank says of payments by bank transfer that staff recorded. */
export class CreateBankTransfers1795400002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS bank_transfers (
        payment_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        reference varchar(140) NOT NULL,
        received_on date NOT NULL,
        reversed_at datetime(3) NULL,
        counted_reference varchar(140) NULL,
        PRIMARY KEY (payment_id),
        UNIQUE INDEX uq_bank_transfers_counted (counted_reference),
        INDEX ix_bank_transfers_payment (account_id, payment_id),
        CONSTRAINT fk_bank_transfers_payment FOREIGN KEY (account_id, payment_id) REFERENCES payments(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS bank_transfers');
  }
}
