import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayments1795251617000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS payments (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        payment_method_id bigint unsigned NULL,
        kind varchar(20) NOT NULL,
        status varchar(10) NOT NULL,
        currency char(3) NOT NULL,
        amount bigint NOT NULL,
        failure varchar(255) COLLATE utf8mb4_unicode_520_ci NULL,
        attempted_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_payments_account_id (account_id, id),
        INDEX ix_payments_attempted (account_id, attempted_at, id),
        INDEX ix_payments_method (account_id, payment_method_id),
        CONSTRAINT fk_payments_method FOREIGN KEY (account_id, payment_method_id) REFERENCES payment_methods(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_payments_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_payments_kind CHECK (kind IN ('CARD', 'BANK_TRANSFER')),
        CONSTRAINT ck_payments_status CHECK (status IN ('PENDING', 'SUCCEEDED', 'FAILED')),
        CONSTRAINT ck_payments_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS payments');
  }
}
