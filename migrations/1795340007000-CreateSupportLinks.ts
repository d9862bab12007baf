import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mailed links, each of which opens one support request for the contact that it was mailed to (R68). */
export class CreateSupportLinks1795340007000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS support_links (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        request_id bigint unsigned NOT NULL,
        contact_id bigint unsigned NOT NULL,
        token_hash binary(32) NOT NULL,
        created_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_support_links_token_hash (token_hash),
        INDEX ix_support_links_request (account_id, request_id),
        INDEX ix_support_links_contact (account_id, contact_id),
        INDEX ix_support_links_expires_at (expires_at),
        CONSTRAINT fk_support_links_request FOREIGN KEY (account_id, request_id) REFERENCES support_requests(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_support_links_contact FOREIGN KEY (account_id, contact_id) REFERENCES contacts(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS support_links');
  }
}
