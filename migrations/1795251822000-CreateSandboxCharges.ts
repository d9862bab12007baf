import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSandboxCharges1795251822000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS sandbox_charges (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        idempotency_key varchar(255) NOT NULL,
        customer_id bigint unsigned NOT NULL,
        card_id bigint unsigned NOT NULL,
        amount bigint NOT NULL,
        currency char(3) NOT NULL,
        description varchar(255) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        status varchar(10) NOT NULL,
        reason varchar(30) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_sandbox_charges_key (idempotency_key),
        INDEX ix_sandbox_charges_card (customer_id, card_id),
        CONSTRAINT fk_sandbox_charges_card FOREIGN KEY (customer_id, card_id) REFERENCES sandbox_cards(customer_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_sandbox_charges_currency CHECK (currency IN ('EUR', 'USD', 'GBP')),
        CONSTRAINT ck_sandbox_charges_status CHECK (status IN ('OPEN', 'SUCCEEDED', 'DECLINED', 'CANCELLED')),
        CONSTRAINT ck_sandbox_charges_reason CHECK (reason IN ('INSUFFICIENT_FUNDS', 'CARD_EXPIRED', 'AUTHENTICATION_REQUIRED', 'CARD_DECLINED'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS sandbox_charges');
  }
}
