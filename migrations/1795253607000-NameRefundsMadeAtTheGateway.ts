import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refunds that were made at the gateway, and not asked for here. */
export class NameRefundsMadeAtTheGateway1795253607000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('refunds', 'gateway_reference')) return;
    await queryRunner.query(`
      ALTER TABLE refunds
        MODIFY COLUMN attempt_key char(32) NULL,
        ADD COLUMN gateway_reference varchar(120) NULL,
        ADD UNIQUE INDEX uq_refunds_gateway_reference (payment_id, gateway_reference)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('refunds', 'gateway_reference'))) return;
    await queryRunner.query(`
      ALTER TABLE refunds
        MODIFY COLUMN attempt_key char(32) NOT NULL,
        DROP INDEX uq_refunds_gateway_reference,
        DROP COLUMN gateway_reference
    `);
  }
}
