import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAddOns1795251606000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS add_ons (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        code varchar(40) NOT NULL,
        family varchar(20) NOT NULL,
        name varchar(120) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        requires_enterprise tinyint NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_add_ons_code (code),
        CONSTRAINT ck_add_ons_family CHECK (family IN ('SMARTERMAIL', 'SMARTERTRACK', 'SMARTERSTATS'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS add_ons');
  }
}
