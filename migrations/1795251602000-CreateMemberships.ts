import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMemberships1795251602000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS memberships (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        user_id bigint unsigned NOT NULL,
        status varchar(10) NOT NULL,
        may_activate_licenses tinyint NOT NULL,
        may_make_purchases tinyint NOT NULL,
        may_pay_invoices tinyint NOT NULL,
        may_resell tinyint NOT NULL,
        may_provide_leases tinyint NOT NULL,
        alert_invoice_created tinyint NOT NULL,
        alert_summary_invoice_created tinyint NOT NULL,
        alert_lease_assigned tinyint NOT NULL,
        alert_resold_license_assigned tinyint NOT NULL,
        marketing_mail tinyint NOT NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_memberships_account_user (account_id, user_id),
        INDEX ix_memberships_user (user_id),
        CONSTRAINT fk_memberships_user FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_memberships_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_memberships_status CHECK (status IN ('INVITED', 'ACTIVE'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS memberships');
  }
}
