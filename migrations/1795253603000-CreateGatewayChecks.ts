import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of the gateway is to be looked at. */
export class CreateGatewayChecks1795253603000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS gateway_checks (
        gateway varchar(20) NOT NULL,
        subject varchar(10) NOT NULL,
        reference varchar(120) NOT NULL,
        told int NOT NULL,
        asked int NOT NULL,
        due_at datetime(3) NOT NULL,
        claim_token char(36) NULL,
        PRIMARY KEY (gateway, subject, reference),
        INDEX ix_gateway_checks_due (gateway, due_at),
        CONSTRAINT ck_gateway_checks_subject CHECK (subject IN ('CHARGE', 'CARD', 'CUSTOMER'))
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE IF EXISTS gateway_checks`);
  }
}
