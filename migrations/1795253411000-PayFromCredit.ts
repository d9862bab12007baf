import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invoices are paid from the account's credit as well, alone or together with a card. */
export class PayFromCredit1795253411000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // What belongs together comes in one statement.
    if (await queryRunner.hasColumn('payments', 'with_payment_id')) return;
    await queryRunner.query(`
      ALTER TABLE payments
        ADD COLUMN with_payment_id bigint unsigned NULL,
        ADD INDEX ix_payments_with (account_id, with_payment_id),
        ADD INDEX ix_payments_status (account_id, status, kind, amount),
        ADD CONSTRAINT fk_payments_with FOREIGN KEY (account_id, with_payment_id) REFERENCES payments(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        DROP CONSTRAINT ck_payments_kind,
        ADD CONSTRAINT ck_payments_kind CHECK (kind IN ('CARD', 'BANK_TRANSFER', 'CREDIT'))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('payments', 'with_payment_id'))) return;
    await queryRunner.query(`
      ALTER TABLE payments
        DROP FOREIGN KEY fk_payments_with,
        DROP INDEX ix_payments_status,
        DROP INDEX ix_payments_with,
        DROP COLUMN with_payment_id,
        DROP CONSTRAINT ck_payments_kind,
        ADD CONSTRAINT ck_payments_kind CHECK (kind IN ('CARD', 'BANK_TRANSFER'))
    `);
  }
}
