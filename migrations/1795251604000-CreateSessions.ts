import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSessions1795251604000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS sessions (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        user_id bigint unsigned NOT NULL,
        token_hash binary(32) NOT NULL,
        created_at datetime(3) NOT NULL,
        last_seen_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        revoked_at datetime(3) NULL,
        address varchar(45) NOT NULL,
        user_agent varchar(255) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_sessions_token (token_hash),
        INDEX ix_sessions_user (user_id, id),
        CONSTRAINT fk_sessions_user FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS sessions');
  }
}
