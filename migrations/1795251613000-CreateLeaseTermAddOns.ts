import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLeaseTermAddOns1795251613000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS lease_term_add_ons (
        lease_term_id bigint unsigned NOT NULL,
        add_on_id bigint unsigned NOT NULL,
        account_id bigint unsigned NOT NULL,
        PRIMARY KEY (lease_term_id, add_on_id),
        INDEX ix_lease_term_add_ons_term (account_id, lease_term_id),
        INDEX ix_lease_term_add_ons_add_on (add_on_id),
        CONSTRAINT fk_lease_term_add_ons_add_on FOREIGN KEY (add_on_id) REFERENCES add_ons(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_lease_term_add_ons_term FOREIGN KEY (account_id, lease_term_id) REFERENCES lease_terms(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS lease_term_add_ons');
  }
}
