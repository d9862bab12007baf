import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Disputes as the sandbox plays them. */
export class CreateSandboxDisputes1795253621000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS sandbox_disputes (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        charge_id bigint unsigned NOT NULL,
        status varchar(10) NOT NULL,
        reason varchar(60) NOT NULL,
        held bigint NOT NULL,
        fee bigint NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_sandbox_disputes_charge (charge_id),
        CONSTRAINT fk_sandbox_disputes_charge FOREIGN KEY (charge_id) REFERENCES sandbox_charges(id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        CONSTRAINT ck_sandbox_disputes_status CHECK (status IN ('OPEN', 'WON', 'LOST'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE IF EXISTS sandbox_disputes`);
  }
}
