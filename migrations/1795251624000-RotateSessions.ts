import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RotateSessions1795251624000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('sessions', 'previous_hash')) return;
    await queryRunner.query(`
      ALTER TABLE sessions
        ADD COLUMN previous_hash binary(32) NULL AFTER token_hash,
        ADD COLUMN previous_until datetime(3) NULL AFTER previous_hash,
        ADD COLUMN rotated_at datetime(3) NULL AFTER previous_until,
        ADD COLUMN second_factor tinyint NOT NULL AFTER user_agent,
        ADD UNIQUE INDEX uq_sessions_previous (previous_hash)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('sessions', 'previous_hash'))) return;
    await queryRunner.query(
      'ALTER TABLE sessions DROP INDEX uq_sessions_previous, DROP COLUMN previous_hash, DROP COLUMN previous_until, DROP COLUMN rotated_at, DROP COLUMN second_factor',
    );
  }
}
