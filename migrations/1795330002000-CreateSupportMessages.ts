import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers and staff write to a support request (R68). */
export class CreateSupportMessages1795330002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS support_messages (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        request_id bigint unsigned NOT NULL,
        kind varchar(10) NOT NULL,
        author_id bigint unsigned NOT NULL,
        body varchar(5000) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        sent_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_support_messages_request (account_id, request_id),
        INDEX ix_support_messages_author (author_id),
        CONSTRAINT fk_support_messages_request FOREIGN KEY (account_id, request_id) REFERENCES support_requests(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT fk_support_messages_author FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_support_messages_kind CHECK (kind IN ('CUSTOMER', 'STAFF', 'NOTE'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS support_messages');
  }
}
