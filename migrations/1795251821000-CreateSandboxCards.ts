import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSandboxCards1795251821000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS sandbox_cards (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        customer_id bigint unsigned NOT NULL,
        test_card varchar(30) NOT NULL,
        status varchar(10) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_sandbox_cards_customer (customer_id, id),
        CONSTRAINT fk_sandbox_cards_customer FOREIGN KEY (customer_id) REFERENCES sandbox_customers(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_sandbox_cards_test_card CHECK (test_card IN ('SUCCESS', 'DECLINED', 'INSUFFICIENT_FUNDS', 'EXPIRED', 'AUTHENTICATION', 'TIMES_OUT_AFTER_CHARGING', 'TIMES_OUT_BEFORE_CHARGING')),
        CONSTRAINT ck_sandbox_cards_status CHECK (status IN ('BEGUN', 'READY', 'FORGOTTEN'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS sandbox_cards');
  }
}
