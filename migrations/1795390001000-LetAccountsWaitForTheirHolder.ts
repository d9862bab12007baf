import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The account of a guest has no holder, and is nobody's, until its order is paid (R1). */
export class LetAccountsWaitForTheirHolder1795390001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE accounts MODIFY COLUMN holder_user_id bigint unsigned NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE accounts MODIFY COLUMN holder_user_id bigint unsigned NOT NULL',
    );
  }
}
