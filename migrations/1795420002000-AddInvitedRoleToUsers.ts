import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As what somebody is invited to the staff, until they have accepted. */
export class AddInvitedRoleToUsers1795420002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('users', 'staff_invited_role')) return;
    await queryRunner.query(`
      ALTER TABLE users
        ADD COLUMN staff_invited_role varchar(10) NULL,
        ADD CONSTRAINT ck_users_staff_invited_role CHECK (staff_invited_role IN ('SUPPORT', 'BILLING', 'ADMIN')),
        ADD INDEX ix_users_staff_invited_role (staff_invited_role)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('users', 'staff_invited_role'))) return;
    await queryRunner.query(`
      ALTER TABLE users
        DROP INDEX ix_users_staff_invited_role,
        DROP CONSTRAINT ck_users_staff_invited_role,
        DROP COLUMN staff_invited_role
    `);
  }
}
