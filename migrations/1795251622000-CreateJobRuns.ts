import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateJobRuns1795251622000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE IF NOT EXISTS job_runs (
        job varchar(60) NOT NULL,
        period varchar(30) NOT NULL,
        claim_token varchar(36) NULL,
        claimed_until datetime(3) NULL,
        attempts int NOT NULL,
        finished_at datetime(3) NULL,
        failure varchar(500) NULL,
        created_at datetime(3) NOT NULL,
        PRIMARY KEY (job, period)
      ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE IF EXISTS job_runs');
  }
}
