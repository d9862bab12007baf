import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApiTokenSpending1795251631000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS api_token_spending (
        account_id bigint unsigned NOT NULL,
        token_id bigint unsigned NOT NULL,
        month char(7) NOT NULL,
        spent bigint NOT NULL,
        PRIMARY KEY (token_id, month),
        INDEX ix_api_token_spending_token (account_id, token_id),
        CONSTRAINT fk_api_token_spending_token FOREIGN KEY (account_id, token_id) REFERENCES api_tokens(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS api_token_spending');
  }
}
