import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOutboxMessages1795251621000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS outbox_messages (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        channel varchar(20) NOT NULL,
        event varchar(60) NOT NULL,
        account_id bigint unsigned NULL,
        parameters longtext NOT NULL,
        secrets varbinary(2048) NULL,
        due_at datetime(3) NOT NULL,
        attempts int NOT NULL,
        claim_token varchar(36) NULL,
        claimed_until datetime(3) NULL,
        settled_at datetime(3) NULL,
        failure varchar(500) NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_outbox_messages_due (channel, settled_at, due_at, id),
        INDEX ix_outbox_messages_created (created_at, id)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS outbox_messages');
  }
}
