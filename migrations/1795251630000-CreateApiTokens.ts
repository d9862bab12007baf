import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApiTokens1795251630000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS api_tokens (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        maker_user_id bigint unsigned NOT NULL,
        name varchar(100) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        token_hash binary(32) NOT NULL,
        hint char(4) NOT NULL,
        scopes varchar(200) NOT NULL,
        address_ranges varchar(1000) NOT NULL,
        monthly_cap bigint NULL,
        created_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        last_used_at datetime(3) NULL,
        revoked_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_api_tokens_token (token_hash),
        UNIQUE INDEX uq_api_tokens_account (account_id, id),
        INDEX ix_api_tokens_maker (maker_user_id),
        CONSTRAINT fk_api_tokens_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_api_tokens_maker FOREIGN KEY (maker_user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS api_tokens');
  }
}
