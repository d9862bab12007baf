import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RequirePricesOfAddOnsOfLeases1795253700012 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE lease_term_add_ons MODIFY COLUMN monthly_price bigint NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE lease_term_add_ons MODIFY COLUMN monthly_price bigint NULL',
    );
  }
}
