import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInAccounts1795430002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_accounts_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query('ALTER TABLE accounts DROP CONSTRAINT ck_accounts_currency');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE accounts
        ADD CONSTRAINT ck_accounts_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
