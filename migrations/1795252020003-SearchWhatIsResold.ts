import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a reseller sold and has in stock is searched in its orders without a look at the rows themselves (R37). */
export class SearchWhatIsResold1795252020003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await isThere(queryRunner)) return;
    await queryRunner.query(`
      ALTER TABLE licenses
        DROP INDEX ix_licenses_sold,
        DROP INDEX ix_licenses_assigned,
        ADD INDEX ix_licenses_sold (account_id, origin, customer_account_id, id, product_id, status),
        ADD INDEX ix_licenses_assigned (account_id, origin, assigned_at, id, customer_account_id, product_id, status),
        ADD INDEX ix_licenses_resale (account_id, origin, id, customer_account_id, product_id, status)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await isThere(queryRunner))) return;
    await queryRunner.query(`
      ALTER TABLE licenses
        DROP INDEX ix_licenses_resale,
        DROP INDEX ix_licenses_sold,
        DROP INDEX ix_licenses_assigned,
        ADD INDEX ix_licenses_sold (account_id, origin, customer_account_id, id),
        ADD INDEX ix_licenses_assigned (account_id, origin, assigned_at, id)
    `);
  }
}

async function isThere(queryRunner: QueryRunner): Promise<boolean> {
  const found = (await queryRunner.query(
    `SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE()
       AND table_name = 'licenses' AND index_name = 'ix_licenses_resale' LIMIT 1`,
  )) as unknown[];
  return found.length > 0;
}
