import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProducts1795251605000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS products (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        family varchar(20) NOT NULL,
        edition varchar(20) NOT NULL,
        level int NOT NULL,
        name varchar(120) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_products (family, edition, level),
        CONSTRAINT ck_products_family CHECK (family IN ('SMARTERMAIL', 'SMARTERTRACK', 'SMARTERSTATS')),
        CONSTRAINT ck_products_edition CHECK (edition IN ('PROFESSIONAL', 'ENTERPRISE'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS products');
  }
}
