import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of an invoice is taxed alike, where not all of it is. */
export class CreateInvoiceTaxes1795253300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS invoice_taxes (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        invoice_id bigint unsigned NOT NULL,
        position int NOT NULL,
        rate_basis_points int NOT NULL,
        note varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci NULL,
        subtotal bigint NOT NULL,
        tax bigint NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_invoice_taxes_position (invoice_id, position),
        INDEX ix_invoice_taxes_invoice (account_id, invoice_id),
        CONSTRAINT fk_invoice_taxes_invoice FOREIGN KEY (account_id, invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS invoice_taxes');
  }
}
