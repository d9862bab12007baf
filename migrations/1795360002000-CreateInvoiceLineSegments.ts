import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days and monthly prices that the line of a lease invoice was calculated from (R52). */
export class CreateInvoiceLineSegments1795360002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS invoice_line_segments (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        invoice_id bigint unsigned NOT NULL,
        line_position int NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        product_id bigint unsigned NOT NULL,
        monthly_price bigint NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_invoice_line_segments_day (invoice_id, line_position, starts_on),
        INDEX ix_invoice_line_segments_invoice (account_id, invoice_id),
        INDEX ix_invoice_line_segments_product (product_id),
        CONSTRAINT fk_invoice_line_segments_invoice FOREIGN KEY (account_id, invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_invoice_line_segments_product FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS invoice_line_segments');
  }
}
