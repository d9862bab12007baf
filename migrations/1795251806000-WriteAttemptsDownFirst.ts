import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of an attempt to pay is written down before the gateway hears of it (R56). */
export class WriteAttemptsDownFirst1795251806000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('payments', 'attempt_key')) return;
    await queryRunner.query(`
      ALTER TABLE payments
        ADD COLUMN order_id bigint unsigned NULL AFTER payment_method_id,
        ADD COLUMN membership_id bigint unsigned NULL AFTER order_id,
        ADD COLUMN automatic tinyint NOT NULL AFTER membership_id,
        ADD COLUMN refunded bigint NOT NULL AFTER amount,
        ADD COLUMN gateway varchar(20) NULL AFTER refunded,
        ADD COLUMN attempt_key char(32) NULL AFTER gateway,
        ADD COLUMN charge varchar(120) NULL AFTER attempt_key,
        ADD COLUMN charge_reference varchar(120) NULL AFTER charge,
        ADD COLUMN failure_code varchar(40) NULL AFTER failure,
        ADD COLUMN settled_at datetime(3) NULL,
        ADD COLUMN asked int NOT NULL,
        ADD COLUMN ask_at datetime(3) NULL,
        ADD UNIQUE INDEX uq_payments_attempt_key (attempt_key),
        ADD UNIQUE INDEX uq_payments_charge (gateway, charge),
        ADD INDEX ix_payments_ask (ask_at, id),
        ADD INDEX ix_payments_order (account_id, order_id)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('payments', 'attempt_key'))) return;
    await queryRunner.query(`
      ALTER TABLE payments
        DROP INDEX uq_payments_attempt_key,
        DROP INDEX uq_payments_charge,
        DROP INDEX ix_payments_ask,
        DROP INDEX ix_payments_order,
        DROP COLUMN ask_at,
        DROP COLUMN asked,
        DROP COLUMN settled_at,
        DROP COLUMN failure_code,
        DROP COLUMN charge_reference,
        DROP COLUMN charge,
        DROP COLUMN attempt_key,
        DROP COLUMN gateway,
        DROP COLUMN refunded,
        DROP COLUMN automatic,
        DROP COLUMN membership_id,
        DROP COLUMN order_id
    `);
  }
}
