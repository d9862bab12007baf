import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was refunded before: payments brought more than is paid now. What a summary paid has no payments of its own. */
export class FillWhatWasRefunded1795253413000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE invoices i JOIN (
        SELECT o.invoice_id, SUM(o.amount) AS brought
        FROM payment_allocations o JOIN payments y ON y.id = o.payment_id
        WHERE y.status = 'SUCCEEDED' GROUP BY o.invoice_id
      ) p ON p.invoice_id = i.id
      SET i.refunded = p.brought - i.paid - i.credit_kept
      WHERE i.summary_invoice_id IS NULL AND i.refunded = 0 AND p.brought > i.paid + i.credit_kept
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE invoices SET refunded = 0
    `);
  }
}
