import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goes back when an attempt to pay fails: what a token spent by it, and the card that came with it. */
export class KnowWhatAttemptsBroughtAlong1795252002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('payments', 'new_card')) return;
    await queryRunner.query(`
      ALTER TABLE payments
        ADD COLUMN token_id bigint unsigned NULL,
        ADD COLUMN spent_month char(7) COLLATE utf8mb4_bin NULL,
        ADD COLUMN new_card tinyint NOT NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('payments', 'new_card'))) return;
    await queryRunner.query(
      'ALTER TABLE payments DROP COLUMN new_card, DROP COLUMN spent_month, DROP COLUMN token_id',
    );
  }
}
