import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As with their products: what is licensed now. */
export class FillAddOnsOfActivations1795251834000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT IGNORE INTO activation_add_ons (activation_id, add_on_id, account_id)
      SELECT v.id, a.add_on_id, v.account_id FROM activations v
      JOIN license_add_ons a ON a.account_id = v.account_id AND a.license_id = v.license_id
      WHERE NOT EXISTS (SELECT 1 FROM activation_add_ons x WHERE x.activation_id = v.id)
    `);
  }

  async down(): Promise<void> {
    // The rows go with the table.
  }
}
