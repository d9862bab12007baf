import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each new license of an order goes to the customer of the order. */
export class FillAssignedLinesOfOrders1795370002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('orders', 'assign_email'))) return;
    await queryRunner.query(`
      UPDATE order_lines n
      JOIN orders o ON o.account_id = n.account_id AND o.id = n.order_id
      SET n.assign_email = o.assign_email, n.assign_name = o.assign_name, n.assign_country = o.assign_country
      WHERE o.assign_email IS NOT NULL AND n.kind = 'NEW'
    `);
  }

  async down(): Promise<void> {
    // The columns go with the migration before.
  }
}
