import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An invoice has the lines of its order, in their order. */
export class FillProductOfOrderedLines1795360005000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE invoice_lines n
      JOIN orders o ON o.account_id = n.account_id AND o.invoice_id = n.invoice_id
      JOIN order_lines l ON l.account_id = o.account_id AND l.order_id = o.id AND l.position = n.position
      SET n.product_id = l.product_id
      WHERE n.product_id IS NULL AND l.product_id IS NOT NULL
    `);
  }

  async down(): Promise<void> {
    // The values go with their column.
  }
}
