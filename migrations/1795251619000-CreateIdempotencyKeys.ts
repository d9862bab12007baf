import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdempotencyKeys1795251619000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS idempotency_keys (
        actor varchar(64) NOT NULL,
        key_hash binary(32) NOT NULL,
        mutation varchar(60) NOT NULL,
        input_hash binary(32) NOT NULL,
        account_id bigint unsigned NULL,
        claim_token varchar(36) NOT NULL,
        claimed_until datetime(3) NOT NULL,
        attempt longtext NULL,
        answer longtext NULL,
        settled_at datetime(3) NULL,
        created_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        PRIMARY KEY (actor, key_hash),
        INDEX ix_idempotency_keys_expires (expires_at)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS idempotency_keys');
  }
}
