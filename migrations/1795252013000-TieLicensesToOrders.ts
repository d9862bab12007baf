import type { MigrationInterface, QueryRunner } from 'typeorm';

/** So far a line named the first of the licences that it made; all of them came into being with their order. */
export class TieLicensesToOrders1795252013000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT IGNORE INTO ordered_licenses (license_id, order_id, account_id)
      SELECT l.id, o.id, o.account_id FROM orders o
      JOIN order_lines n ON n.account_id = o.account_id AND n.order_id = o.id AND n.kind = 'NEW'
      JOIN licenses l ON l.account_id = o.account_id
        AND (l.id = n.license_id OR (l.created_at = o.placed_at AND l.product_id = n.product_id))
      WHERE o.status = 'PLACED'
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM ordered_licenses');
  }
}
