import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLeases1795251611000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS leases (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        number varchar(20) NOT NULL,
        account_id bigint unsigned NOT NULL,
        license_id bigint unsigned NOT NULL,
        customer_account_id bigint unsigned NOT NULL,
        customer_email varchar(254) NOT NULL,
        status varchar(10) NOT NULL,
        currency char(3) NOT NULL,
        started_at datetime(3) NOT NULL,
        started_on date NOT NULL,
        stopped_at datetime(3) NULL,
        stopped_on date NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_leases_number (number),
        UNIQUE INDEX uq_leases_license (account_id, license_id),
        UNIQUE INDEX uq_leases_account_id (account_id, id),
        INDEX ix_leases_started (account_id, started_on, id),
        INDEX ix_leases_email (account_id, customer_email),
        INDEX ix_leases_customer (customer_account_id),
        CONSTRAINT fk_leases_customer FOREIGN KEY (customer_account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_leases_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_leases_status CHECK (status IN ('ACTIVE', 'STOPPED')),
        CONSTRAINT ck_leases_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS leases');
  }
}
