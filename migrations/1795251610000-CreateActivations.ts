import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateActivations1795251610000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS activations (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        account_id bigint unsigned NOT NULL,
        license_id bigint unsigned NOT NULL,
        server_name varchar(255) COLLATE utf8mb4_unicode_520_ci NOT NULL,
        activated_at datetime(3) NOT NULL,
        last_seen_at datetime(3) NOT NULL,
        ends_at datetime(3) NULL,
        deactivated_at datetime(3) NULL,
        PRIMARY KEY (id),
        INDEX ix_activations_license (account_id, license_id, id),
        CONSTRAINT fk_activations_license FOREIGN KEY (account_id, license_id) REFERENCES licenses(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS activations');
  }
}
