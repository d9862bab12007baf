import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when an administrator keeps a person from signing in. */
export class AddDisabledAtToUsers1795420001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('users', 'disabled_at')) return;
    await queryRunner.query('ALTER TABLE users ADD COLUMN disabled_at datetime(3) NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('users', 'disabled_at'))
      await queryRunner.query('ALTER TABLE users DROP COLUMN disabled_at');
  }
}
