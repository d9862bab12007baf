import type { MigrationInterface, QueryRunner } from 'typeorm';

const hasIndex = async (queryRunner: QueryRunner): Promise<boolean> => {
  const found: unknown = await queryRunner.query(
    `SELECT 1 FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND table_name = 'users' AND index_name = 'ix_users_staff_role' LIMIT 1`,
  );
  return Array.isArray(found) && found.length > 0;
};

/** The vendor's own people are found among all others, to be told of something. */
export class FindStaff1795252000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await hasIndex(queryRunner)) return;
    await queryRunner.query('ALTER TABLE users ADD INDEX ix_users_staff_role (staff_role)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await hasIndex(queryRunner))) return;
    await queryRunner.query('ALTER TABLE users DROP INDEX ix_users_staff_role');
  }
}
