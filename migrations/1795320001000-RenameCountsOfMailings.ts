import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Both columns in one statement: either both are renamed, or none is. */
export class RenameCountsOfMailings1795320001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('mailings', 'recipients')) return;
    await queryRunner.query(
      'ALTER TABLE mailings RENAME COLUMN told TO recipients, RENAME COLUMN left_out TO skipped',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('mailings', 'recipients'))) return;
    await queryRunner.query(
      'ALTER TABLE mailings RENAME COLUMN recipients TO told, RENAME COLUMN skipped TO left_out',
    );
  }
}
