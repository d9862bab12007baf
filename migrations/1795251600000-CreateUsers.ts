import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUsers1795251600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS users (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        email varchar(254) NOT NULL,
        full_name varchar(200) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        password_hash varchar(255) NULL,
        must_change_password tinyint NOT NULL,
        staff_role varchar(10) NULL,
        email_verified_at datetime(3) NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_users_email (email),
        CONSTRAINT ck_users_staff_role CHECK (staff_role IN ('SUPPORT', 'BILLING', 'ADMIN'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS users');
  }
}
