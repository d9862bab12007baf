import type { MigrationInterface, QueryRunner } from 'typeorm';

const hasIndex = async (queryRunner: QueryRunner): Promise<boolean> => {
  const found: unknown = await queryRunner.query(
    `SELECT 1 FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND table_name = 'activations' AND index_name = 'ix_activations_server' LIMIT 1`,
  );
  return Array.isArray(found) && found.length > 0;
};

/** What runs on a server is found by its name (R41). */
export class FindServers1795251861000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await hasIndex(queryRunner)) return;
    await queryRunner.query(`
      ALTER TABLE activations
        ADD INDEX ix_activations_server (account_id, server_name, deactivated_at, ends_at, license_id)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await hasIndex(queryRunner))) return;
    await queryRunner.query('ALTER TABLE activations DROP INDEX ix_activations_server');
  }
}
