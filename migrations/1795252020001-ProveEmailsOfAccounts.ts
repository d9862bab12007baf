import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Licences are assigned by an account's e-mail only once that was proved (R31). */
export class ProveEmailsOfAccounts1795252020001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('accounts', 'email_verified_at')) return;
    await queryRunner.query('ALTER TABLE accounts ADD COLUMN email_verified_at datetime(3) NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('accounts', 'email_verified_at'))) return;
    await queryRunner.query('ALTER TABLE accounts DROP COLUMN email_verified_at');
  }
}
