import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTwoFactors1795251627000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS two_factors (
        user_id bigint unsigned NOT NULL,
        secret_sealed varbinary(255) NOT NULL,
        confirmed_at datetime(3) NULL,
        last_step bigint unsigned NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (user_id),
        CONSTRAINT fk_two_factors_user FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS two_factors');
  }
}
