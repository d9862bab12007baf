import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrders1795251846000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS orders (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        number varchar(20) NULL,
        status varchar(10) NOT NULL,
        billing varchar(20) NOT NULL,
        currency char(3) NOT NULL,
        subtotal bigint NOT NULL,
        discount bigint NOT NULL,
        tax_rate_basis_points int NOT NULL,
        tax bigint NOT NULL,
        total bigint NOT NULL,
        tax_note varchar(200) COLLATE utf8mb4_unicode_520_ci NULL,
        invoice_id bigint unsigned NULL,
        created_at datetime(3) NOT NULL,
        placed_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_orders_number (number),
        UNIQUE INDEX uq_orders_account_id (account_id, id),
        UNIQUE INDEX uq_orders_invoice (invoice_id),
        INDEX ix_orders_placed (account_id, placed_at, id),
        INDEX ix_orders_account_invoice (account_id, invoice_id),
        CONSTRAINT fk_orders_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_orders_invoice FOREIGN KEY (account_id, invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_orders_status CHECK (status IN ('PENDING', 'PLACED', 'FAILED')),
        CONSTRAINT ck_orders_billing CHECK (billing IN ('PAY_ON_ORDER', 'MONTHLY_SUMMARY')),
        CONSTRAINT ck_orders_currency CHECK (currency IN ('EUR', 'USD', 'GBP')),
        CONSTRAINT ck_orders_placed CHECK ((status = 'PLACED') = (number IS NOT NULL) AND (status = 'PLACED') = (placed_at IS NOT NULL))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS orders');
  }
}
