import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mails of an account, those that fail, and which were sent again. */
export class AddResendingToOutboxMessages1795251720000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Column and indexes come in one statement, so with the column the indexes are there.
    if (await queryRunner.hasColumn('outbox_messages', 'resent_at')) return;
    await queryRunner.query(`
      ALTER TABLE outbox_messages
        ADD COLUMN resent_at datetime(3) NULL AFTER given_up_at,
        ADD INDEX ix_outbox_messages_account (account_id, channel, id),
        ADD INDEX ix_outbox_messages_failing (channel, failing_since, id)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('outbox_messages', 'resent_at'))) return;
    await queryRunner.query(`
      ALTER TABLE outbox_messages
        DROP INDEX ix_outbox_messages_account,
        DROP INDEX ix_outbox_messages_failing,
        DROP COLUMN resent_at
    `);
  }
}
