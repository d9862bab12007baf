import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSandboxCustomers1795251820000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS sandbox_customers (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        idempotency_key varchar(255) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_sandbox_customers_key (idempotency_key)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS sandbox_customers');
  }
}
