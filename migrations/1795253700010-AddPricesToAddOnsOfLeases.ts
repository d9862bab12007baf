import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was agreed for each add-on of a lease; the product is the rest of the price of its terms (R43). */
export class AddPricesToAddOnsOfLeases1795253700010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('lease_term_add_ons', 'monthly_price')) return;
    await queryRunner.query('ALTER TABLE lease_term_add_ons ADD COLUMN monthly_price bigint NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('lease_term_add_ons', 'monthly_price'))) return;
    await queryRunner.query('ALTER TABLE lease_term_add_ons DROP COLUMN monthly_price');
  }
}
