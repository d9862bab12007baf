import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Months that are billed, or being billed (R50, R51). */
export class CreateBillingMonths1795252030000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS billing_months (
        month char(7) NOT NULL,
        closed_at datetime(3) NOT NULL,
        halted_at datetime(3) NULL,
        accepted_at datetime(3) NULL,
        PRIMARY KEY (month)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS billing_months');
  }
}
