import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Terms were made at the list prices of their first day. Where those do not fit, the product is all of the price. */
export class FillPricesOfAddOnsOfLeases1795253700011 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE lease_term_add_ons x
      JOIN lease_terms t ON t.account_id = x.account_id AND t.id = x.lease_term_id
      LEFT JOIN (
        SELECT y.lease_term_id, y.add_on_id, p.amount,
          SUM(p.amount) OVER (PARTITION BY y.lease_term_id) AS of_all_add_ons
        FROM lease_term_add_ons y
        JOIN lease_terms u ON u.account_id = y.account_id AND u.id = y.lease_term_id
        JOIN leases e ON e.account_id = u.account_id AND e.id = u.lease_id
        JOIN prices p ON p.add_on_id = y.add_on_id AND p.kind = 'LEASE' AND p.currency = e.currency
          AND p.valid_from <= u.valid_from AND (p.valid_to IS NULL OR p.valid_to >= u.valid_from)
      ) listed ON listed.lease_term_id = x.lease_term_id AND listed.add_on_id = x.add_on_id
      SET x.monthly_price = CASE WHEN listed.of_all_add_ons <= t.monthly_price THEN listed.amount ELSE 0 END
      WHERE x.monthly_price IS NULL
    `);
  }

  async down(): Promise<void> {
    // The column goes with the migration before.
  }
}
