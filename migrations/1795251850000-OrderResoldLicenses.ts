import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a reseller sold, by when it was assigned. */
export class OrderResoldLicenses1795251850000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await this.isThere(queryRunner)) return;
    await queryRunner.query(
      'ALTER TABLE licenses ADD INDEX ix_licenses_assigned (account_id, origin, assigned_at, id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await this.isThere(queryRunner))) return;
    await queryRunner.query('ALTER TABLE licenses DROP INDEX ix_licenses_assigned');
  }

  private async isThere(queryRunner: QueryRunner): Promise<boolean> {
    const found = (await queryRunner.query(
      `SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE()
         AND table_name = 'licenses' AND index_name = 'ix_licenses_assigned'`,
    )) as unknown[];
    return found.length > 0;
  }
}
