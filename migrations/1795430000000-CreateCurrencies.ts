import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCurrencies1795430000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS currencies (
        code char(3) NOT NULL,
        name varchar(120) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        countries varchar(1000) NOT NULL,
        is_default tinyint NOT NULL,
        withdrawn_at datetime(3) NULL,
        PRIMARY KEY (code)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS currencies');
  }
}
