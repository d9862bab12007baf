import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellWhoseChoiceAPasswordWas1795251623000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('users', 'password_by_holder')) return;
    await queryRunner.query(`
      ALTER TABLE users
        ADD COLUMN password_by_holder tinyint NOT NULL AFTER must_change_password,
        ADD COLUMN rights_changed_at datetime(3) NULL AFTER email_verified_at
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('users', 'password_by_holder'))) return;
    await queryRunner.query(
      'ALTER TABLE users DROP COLUMN password_by_holder, DROP COLUMN rights_changed_at',
    );
  }
}
