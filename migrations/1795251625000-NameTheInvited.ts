import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NameTheInvited1795251625000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('memberships', 'invited_name')) return;
    await queryRunner.query(`
      ALTER TABLE memberships
        ADD COLUMN invited_name varchar(200) COLLATE utf8mb4_unicode_520_ci NULL AFTER status,
        ADD COLUMN invited_email varchar(254) NULL AFTER invited_name
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('memberships', 'invited_name'))) return;
    await queryRunner.query(
      'ALTER TABLE memberships DROP COLUMN invited_name, DROP COLUMN invited_email',
    );
  }
}
