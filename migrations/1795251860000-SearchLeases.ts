import type { MigrationInterface, QueryRunner } from 'typeorm';

const hasIndex = async (queryRunner: QueryRunner): Promise<boolean> => {
  const found: unknown = await queryRunner.query(
    `SELECT 1 FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND table_name = 'leases' AND index_name = 'ix_leases_search' LIMIT 1`,
  );
  return Array.isArray(found) && found.length > 0;
};

/** A provider's leases are searched in their orders, without a look at the rows themselves (R41). */
export class SearchLeases1795251860000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await hasIndex(queryRunner)) return;
    await queryRunner.query(`
      ALTER TABLE leases
        DROP INDEX ix_leases_started,
        DROP INDEX ix_leases_email,
        ADD INDEX ix_leases_search (account_id, started_on, id, status, customer_email, number, license_id),
        ADD INDEX ix_leases_email (account_id, customer_email, id, status, number, license_id)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await hasIndex(queryRunner))) return;
    await queryRunner.query(`
      ALTER TABLE leases
        DROP INDEX ix_leases_search,
        DROP INDEX ix_leases_email,
        ADD INDEX ix_leases_started (account_id, started_on, id),
        ADD INDEX ix_leases_email (account_id, customer_email)
    `);
  }
}
