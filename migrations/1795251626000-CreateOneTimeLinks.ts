import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOneTimeLinks1795251626000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS one_time_links (
        user_id bigint unsigned NOT NULL,
        purpose varchar(20) NOT NULL,
        token_hash binary(32) NOT NULL,
        email varchar(254) NOT NULL,
        created_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        PRIMARY KEY (user_id, purpose),
        UNIQUE INDEX uq_one_time_links_token (token_hash),
        CONSTRAINT fk_one_time_links_user FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_one_time_links_purpose CHECK (purpose IN ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS one_time_links');
  }
}
