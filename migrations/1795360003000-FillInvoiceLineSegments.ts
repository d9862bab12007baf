import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was billed before is told by the lease's terms: those of a month that was billed do not change any more. */
export class FillInvoiceLineSegments1795360003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO invoice_line_segments
        (account_id, invoice_id, line_position, starts_on, ends_on, product_id, monthly_price)
      SELECT s.account_id, s.invoice_id, s.position, s.starts_on, s.ends_on, s.product_id, s.monthly_price
      FROM (
        SELECT n.account_id, n.invoice_id, n.position, t.product_id, t.monthly_price,
          GREATEST(t.valid_from, e.started_on, CAST(CONCAT(n.period, '-01') AS DATE)) AS starts_on,
          LEAST(
            LAST_DAY(CAST(CONCAT(n.period, '-01') AS DATE)),
            COALESCE(GREATEST(e.started_on, DATE_SUB(e.stopped_on, INTERVAL 1 DAY)), CAST('9999-12-31' AS DATE)),
            COALESCE(
              DATE_SUB(LEAD(t.valid_from) OVER (PARTITION BY n.invoice_id, n.position ORDER BY t.valid_from), INTERVAL 1 DAY),
              CAST('9999-12-31' AS DATE)
            )
          ) AS ends_on
        FROM invoice_lines n
        JOIN leases e ON e.account_id = n.account_id AND e.id = n.lease_id
        JOIN lease_terms t ON t.account_id = e.account_id AND t.lease_id = e.id
        WHERE n.period IS NOT NULL
      ) s
      WHERE s.starts_on <= s.ends_on AND NOT EXISTS (
        SELECT 1 FROM invoice_line_segments x
        WHERE x.invoice_id = s.invoice_id AND x.line_position = s.position
      )
      ORDER BY s.invoice_id, s.position, s.starts_on
    `);
  }

  async down(): Promise<void> {
    // The rows go with their table.
  }
}
