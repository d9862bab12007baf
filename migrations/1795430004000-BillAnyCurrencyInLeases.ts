import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInLeases1795430004000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_leases_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query('ALTER TABLE leases DROP CONSTRAINT ck_leases_currency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE leases
        ADD CONSTRAINT ck_leases_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
