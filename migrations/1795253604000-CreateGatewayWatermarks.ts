import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the changes at a gateway have been read. */
export class CreateGatewayWatermarks1795253604000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS gateway_watermarks (
        gateway varchar(20) NOT NULL,
        seen_until datetime(3) NULL,
        read_at datetime(3) NOT NULL,
        PRIMARY KEY (gateway)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE IF EXISTS gateway_watermarks`);
  }
}
