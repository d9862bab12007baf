import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Country and VAT number that accounts had until an instant: a month is taxed by what stood at its end (R69). */
export class CreateFormerTaxFacts1795253700020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS former_tax_facts (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        valid_until datetime(3) NOT NULL,
        country char(2) NOT NULL,
        vat_number varchar(20) NULL,
        PRIMARY KEY (id),
        INDEX ix_former_tax_facts_account (account_id, valid_until),
        CONSTRAINT fk_former_tax_facts_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS former_tax_facts');
  }
}
