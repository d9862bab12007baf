import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a message cannot be delivered, and when it was given up. */
export class AddFailingToOutboxMessages1795251700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // MySQL knows no ADD COLUMN IF NOT EXISTS; both columns come in one statement, so with one the other is there.
    if (await queryRunner.hasColumn('outbox_messages', 'given_up_at')) return;
    await queryRunner.query(`
      ALTER TABLE outbox_messages
        ADD COLUMN failing_since datetime(3) NULL AFTER settled_at,
        ADD COLUMN given_up_at datetime(3) NULL AFTER failing_since
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('outbox_messages', 'given_up_at'))) return;
    await queryRunner.query(
      'ALTER TABLE outbox_messages DROP COLUMN given_up_at, DROP COLUMN failing_since',
    );
  }
}
