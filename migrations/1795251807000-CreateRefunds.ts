import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a payment was given back (R57). */
export class CreateRefunds1795251807000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS refunds (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        payment_id bigint unsigned NOT NULL,
        status varchar(10) NOT NULL,
        currency char(3) NOT NULL,
        amount bigint NOT NULL,
        reason varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        attempt_key char(32) NOT NULL,
        reference varchar(120) NULL,
        failure varchar(255) COLLATE utf8mb4_unicode_520_ci NULL,
        created_at datetime(3) NOT NULL,
        settled_at datetime(3) NULL,
        asked int NOT NULL,
        ask_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_refunds_attempt_key (attempt_key),
        INDEX ix_refunds_payment (account_id, payment_id),
        INDEX ix_refunds_ask (ask_at, id),
        CONSTRAINT fk_refunds_payment FOREIGN KEY (account_id, payment_id) REFERENCES payments(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_refunds_status CHECK (status IN ('PENDING', 'SUCCEEDED', 'FAILED')),
        CONSTRAINT ck_refunds_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS refunds');
  }
}
