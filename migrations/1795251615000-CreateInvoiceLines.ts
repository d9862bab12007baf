import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInvoiceLines1795251615000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS invoice_lines (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        invoice_id bigint unsigned NOT NULL,
        position int NOT NULL,
        description varchar(255) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        explanation varchar(1000) COLLATE utf8mb4_unicode_520_ci NULL,
        quantity int NOT NULL,
        amount bigint NOT NULL,
        license_id bigint unsigned NULL,
        lease_id bigint unsigned NULL,
        period char(7) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_invoice_lines_position (invoice_id, position),
        UNIQUE INDEX uq_invoice_lines_lease_period (lease_id, period),
        INDEX ix_invoice_lines_invoice (account_id, invoice_id),
        INDEX ix_invoice_lines_license (account_id, license_id),
        INDEX ix_invoice_lines_lease (account_id, lease_id),
        CONSTRAINT fk_invoice_lines_lease FOREIGN KEY (account_id, lease_id) REFERENCES leases(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_invoice_lines_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_invoice_lines_invoice FOREIGN KEY (account_id, invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS invoice_lines');
  }
}
