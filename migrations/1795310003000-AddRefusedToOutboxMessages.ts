import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail whose address the server refuses for good is given up at once. */
export class AddRefusedToOutboxMessages1795310003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('outbox_messages', 'refused_at')) return;
    await queryRunner.query('ALTER TABLE outbox_messages ADD COLUMN refused_at datetime(3) NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('outbox_messages', 'refused_at'))) return;
    await queryRunner.query('ALTER TABLE outbox_messages DROP COLUMN refused_at');
  }
}
