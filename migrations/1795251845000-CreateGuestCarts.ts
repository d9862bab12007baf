import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGuestCarts1795251845000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS guest_carts (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        token_hash binary(32) NOT NULL,
        country char(2) NOT NULL,
        wanted longtext NOT NULL,
        created_at datetime(3) NOT NULL,
        expires_at datetime(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_guest_carts_token (token_hash),
        INDEX ix_guest_carts_expires (expires_at)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS guest_carts');
  }
}
