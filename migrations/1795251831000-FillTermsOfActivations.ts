import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What installations were activated with was kept nowhere: they are taken to run on what is licensed now. */
export class FillTermsOfActivations1795251831000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE activations v JOIN licenses l ON l.account_id = v.account_id AND l.id = v.license_id
      SET v.product_id = l.product_id WHERE v.product_id IS NULL
    `);
  }

  async down(): Promise<void> {
    // The columns go with the migration before.
  }
}
