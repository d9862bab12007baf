import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When staff were last told that the payment service refuses something that they alone can mend. */
export class CreateGatewayFaults1795253505000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS gateway_faults (
        gateway varchar(20) NOT NULL,
        told_at datetime(3) NOT NULL,
        PRIMARY KEY (gateway)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS gateway_faults');
  }
}
