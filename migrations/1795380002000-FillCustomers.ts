import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partner and account are tied by a license that was resold or leased, since the first of them. */
export class FillCustomers1795380002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO customers (account_id, customer_account_id, resold, leased, created_at)
      SELECT l.account_id, l.customer_account_id, MAX(l.origin = 'RESOLD'), MAX(l.origin = 'LEASED'),
        MIN(COALESCE(l.assigned_at, l.created_at))
      FROM licenses l
      LEFT JOIN customers k ON k.account_id = l.account_id AND k.customer_account_id = l.customer_account_id
      WHERE l.origin IN ('RESOLD', 'LEASED') AND l.customer_account_id IS NOT NULL AND k.id IS NULL
      GROUP BY l.account_id, l.customer_account_id
      ORDER BY MIN(COALESCE(l.assigned_at, l.created_at)), l.account_id, l.customer_account_id
    `);
  }

  async down(): Promise<void> {
    // The rows go with their table.
  }
}
