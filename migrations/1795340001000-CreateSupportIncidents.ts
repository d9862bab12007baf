import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Support incidents that were bought, and the support requests that use them up (R68). */
export class CreateSupportIncidents1795340001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS support_incidents (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        order_line_id bigint unsigned NOT NULL,
        request_id bigint unsigned NULL,
        bought_at datetime(3) NOT NULL,
        used_at datetime(3) NULL,
        withdrawn_at datetime(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_support_incidents_request (account_id, request_id),
        INDEX ix_support_incidents_line (account_id, order_line_id),
        INDEX ix_support_incidents_left (account_id, request_id, withdrawn_at),
        CONSTRAINT fk_support_incidents_account FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_support_incidents_line FOREIGN KEY (account_id, order_line_id) REFERENCES order_lines(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_support_incidents_request FOREIGN KEY (account_id, request_id) REFERENCES support_requests(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS support_incidents');
  }
}
