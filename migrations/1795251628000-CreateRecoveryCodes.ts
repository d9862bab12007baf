import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRecoveryCodes1795251628000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS recovery_codes (
        user_id bigint unsigned NOT NULL,
        code_hash binary(32) NOT NULL,
        PRIMARY KEY (user_id, code_hash),
        CONSTRAINT fk_recovery_codes_user FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS recovery_codes');
  }
}
