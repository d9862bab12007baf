import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSandboxRefunds1795251823000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS sandbox_refunds (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        idempotency_key varchar(255) NOT NULL,
        charge_id bigint unsigned NOT NULL,
        amount bigint NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_sandbox_refunds_key (idempotency_key),
        INDEX ix_sandbox_refunds_charge (charge_id),
        CONSTRAINT fk_sandbox_refunds_charge FOREIGN KEY (charge_id) REFERENCES sandbox_charges(id) ON DELETE NO ACTION ON UPDATE NO ACTION
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS sandbox_refunds');
  }
}
