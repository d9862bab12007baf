import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The line of a lease is about what was on lease last in the month. */
export class FillProductOfLeaseLines1795360004000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE invoice_lines n
      JOIN (
        SELECT x.invoice_id, x.line_position, MAX(x.starts_on) AS starts_on
        FROM invoice_line_segments x GROUP BY x.invoice_id, x.line_position
      ) latest ON latest.invoice_id = n.invoice_id AND latest.line_position = n.position
      JOIN invoice_line_segments s ON s.invoice_id = latest.invoice_id
        AND s.line_position = latest.line_position AND s.starts_on = latest.starts_on
      SET n.product_id = s.product_id
      WHERE n.lease_id IS NOT NULL AND n.product_id IS NULL
    `);
  }

  async down(): Promise<void> {
    // The values go with their column.
  }
}
