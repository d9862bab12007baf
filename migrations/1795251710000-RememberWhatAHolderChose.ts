import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberWhatAHolderChose1795251710000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('users', 'holder_password_hash')) return;
    await queryRunner.query(`
      ALTER TABLE users ADD COLUMN holder_password_hash varchar(255) NULL AFTER password_by_holder
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('users', 'holder_password_hash'))) return;
    await queryRunner.query('ALTER TABLE users DROP COLUMN holder_password_hash');
  }
}
