import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInvoices1795251614000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS invoices (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        number varchar(20) NOT NULL,
        account_id bigint unsigned NOT NULL,
        kind varchar(12) NOT NULL,
        status varchar(10) NOT NULL,
        period char(7) NULL,
        issued_on date NOT NULL,
        due_on date NOT NULL,
        currency char(3) NOT NULL,
        subtotal bigint NOT NULL,
        tax_rate_basis_points int NOT NULL,
        tax bigint NOT NULL,
        total bigint NOT NULL,
        paid bigint NOT NULL,
        tax_note varchar(200) COLLATE utf8mb4_unicode_520_ci NULL,
        awaits_summary tinyint NOT NULL,
        summary_invoice_id bigint unsigned NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_invoices_number (number),
        UNIQUE INDEX uq_invoices_account_id (account_id, id),
        UNIQUE INDEX uq_invoices_period (account_id, kind, period),
        INDEX ix_invoices_issued (account_id, issued_on, id),
        INDEX ix_invoices_status (account_id, status, issued_on, id),
        INDEX ix_invoices_summary (account_id, summary_invoice_id),
        CONSTRAINT fk_invoices_summary FOREIGN KEY (account_id, summary_invoice_id) REFERENCES invoices(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_invoices_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_invoices_kind CHECK (kind IN ('STANDARD', 'SUMMARY', 'LEASE', 'CREDIT_NOTE')),
        CONSTRAINT ck_invoices_status CHECK (status IN ('OPEN', 'OVERDUE', 'PAID', 'VOID', 'CREDITED')),
        CONSTRAINT ck_invoices_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS invoices');
  }
}
