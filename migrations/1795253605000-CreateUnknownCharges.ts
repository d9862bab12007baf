import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Charges at the gateway that are none of ours, and of which staff are told. */
export class CreateUnknownCharges1795253605000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS unknown_charges (
        gateway varchar(20) NOT NULL,
        charge varchar(120) NOT NULL,
        customer varchar(120) NULL,
        amount bigint NOT NULL,
        currency char(3) NOT NULL,
        found_at datetime(3) NOT NULL,
        told_at datetime(3) NULL,
        PRIMARY KEY (gateway, charge),
        INDEX ix_unknown_charges_told (told_at)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE IF EXISTS unknown_charges`);
  }
}
