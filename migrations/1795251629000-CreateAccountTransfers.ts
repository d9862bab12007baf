import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccountTransfers1795251629000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS account_transfers (
        account_id bigint unsigned NOT NULL,
        from_user_id bigint unsigned NOT NULL,
        to_user_id bigint unsigned NOT NULL,
        permissions varchar(120) NOT NULL,
        created_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        PRIMARY KEY (account_id),
        INDEX ix_account_transfers_to (to_user_id),
        INDEX ix_account_transfers_from (from_user_id),
        CONSTRAINT fk_account_transfers_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_account_transfers_from FOREIGN KEY (from_user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_account_transfers_to FOREIGN KEY (to_user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS account_transfers');
  }
}
