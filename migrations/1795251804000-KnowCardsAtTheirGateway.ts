import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The gateway's name of a card, and that it was taken off the account. */
export class KnowCardsAtTheirGateway1795251804000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('payment_methods', 'gateway')) return;
    await queryRunner.query(`
      ALTER TABLE payment_methods
        ADD COLUMN gateway varchar(20) NULL AFTER account_id,
        ADD COLUMN gateway_reference varchar(120) NULL AFTER gateway,
        ADD COLUMN removed_at datetime(3) NULL,
        ADD COLUMN expiry_told_at datetime(3) NULL,
        ADD UNIQUE INDEX uq_payment_methods_gateway (gateway, gateway_reference),
        ADD INDEX ix_payment_methods_expires (removed_at, expires_on),
        ADD INDEX ix_payment_methods_forget (removed_at, gateway_reference)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('payment_methods', 'gateway'))) return;
    await queryRunner.query(`
      ALTER TABLE payment_methods
        DROP INDEX uq_payment_methods_gateway,
        DROP INDEX ix_payment_methods_expires,
        DROP INDEX ix_payment_methods_forget,
        DROP COLUMN expiry_told_at,
        DROP COLUMN removed_at,
        DROP COLUMN gateway_reference,
        DROP COLUMN gateway
    `);
  }
}
