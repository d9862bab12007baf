import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments that a bank takes back. */
export class CreateDisputes1795253606000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS disputes (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        payment_id bigint unsigned NOT NULL,
        gateway_reference varchar(120) NOT NULL,
        status varchar(10) NOT NULL,
        currency char(3) NOT NULL,
        held bigint NOT NULL,
        fee bigint NOT NULL,
        reason varchar(60) NOT NULL,
        respond_by datetime(3) NULL,
        postings int NOT NULL,
        opened_at datetime(3) NOT NULL,
        closed_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_disputes_account_id (account_id, id),
        UNIQUE INDEX uq_disputes_reference (payment_id, gateway_reference),
        INDEX ix_disputes_payment (account_id, payment_id),
        CONSTRAINT fk_disputes_payment FOREIGN KEY (account_id, payment_id) REFERENCES payments(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_disputes_status CHECK (status IN ('OPEN', 'WON', 'LOST')),
        CONSTRAINT ck_disputes_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE IF EXISTS disputes`);
  }
}
