import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddTermsToActivations1795251830000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('activations', 'product_id')) return;
    await queryRunner.query(`
      ALTER TABLE activations
        ADD COLUMN product_id bigint unsigned NULL AFTER license_id,
        ADD COLUMN terms_until datetime(3) NULL AFTER ends_at
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('activations', 'product_id'))) return;
    await queryRunner.query(
      'ALTER TABLE activations DROP COLUMN product_id, DROP COLUMN terms_until',
    );
  }
}
