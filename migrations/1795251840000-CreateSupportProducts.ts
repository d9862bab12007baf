import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSupportProducts1795251840000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS support_products (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        code varchar(40) NOT NULL,
        name varchar(120) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_support_products_code (code)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS support_products');
  }
}
