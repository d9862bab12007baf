import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Support incidents that were bought before, unless their invoice was taken back: none of them was used up. */
export class FillSupportIncidents1795340002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // A line has at most 1,000 pieces.
    await queryRunner.query(`
      INSERT INTO support_incidents (account_id, order_line_id, bought_at)
      WITH RECURSIVE pieces (piece) AS (
        SELECT 1 UNION ALL SELECT piece + 1 FROM pieces WHERE piece < 1000
      )
      SELECT n.account_id, n.id, o.placed_at
      FROM orders o
        JOIN order_lines n ON n.account_id = o.account_id AND n.order_id = o.id
        JOIN pieces p ON p.piece <= n.quantity
        LEFT JOIN invoices i ON i.account_id = o.account_id AND i.id = o.invoice_id
      WHERE o.status = 'PLACED' AND o.placed_at IS NOT NULL AND n.kind = 'SUPPORT_INCIDENT'
        AND (i.id IS NULL OR i.status NOT IN ('VOID', 'CREDITED'))
        AND NOT EXISTS (
          SELECT 1 FROM (SELECT order_line_id FROM support_incidents) s WHERE s.order_line_id = n.id
        )
    `);
  }

  async down(): Promise<void> {
    // Dropping the table takes them along.
  }
}
