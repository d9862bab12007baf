import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRateLimits1795251633000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS rate_limits (
        \`key\` varchar(255) NOT NULL,
        points int NOT NULL,
        expire bigint unsigned NULL,
        PRIMARY KEY (\`key\`)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS rate_limits');
  }
}
