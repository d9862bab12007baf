import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions to the vendor's support (R68). */
export class CreateSupportRequests1795330001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS support_requests (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        number varchar(20) NOT NULL,
        subject varchar(200) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        status varchar(10) NOT NULL,
        opened_by bigint unsigned NOT NULL,
        license_id bigint unsigned NULL,
        lease_id bigint unsigned NULL,
        assigned_to bigint unsigned NULL,
        opened_at datetime(3) NOT NULL,
        first_answered_at datetime(3) NULL,
        closed_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_support_requests_number (number),
        UNIQUE INDEX uq_support_requests_account_id (account_id, id),
        INDEX ix_support_requests_status (status, id),
        INDEX ix_support_requests_opened_by (opened_by),
        INDEX ix_support_requests_assigned_to (assigned_to),
        INDEX ix_support_requests_license (license_id),
        INDEX ix_support_requests_lease (lease_id),
        CONSTRAINT fk_support_requests_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_support_requests_opened_by FOREIGN KEY (opened_by) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_support_requests_assigned_to FOREIGN KEY (assigned_to) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_support_requests_license FOREIGN KEY (license_id) REFERENCES licenses(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_support_requests_lease FOREIGN KEY (lease_id) REFERENCES leases(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_support_requests_status CHECK (status IN ('OPEN', 'ANSWERED', 'CLOSED'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS support_requests');
  }
}
