import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BillAnyCurrencyInLedgerEntries1795430009000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'ck_ledger_entries_currency'",
    )) as unknown[];
    if (found !== undefined)
      await queryRunner.query(
        'ALTER TABLE ledger_entries DROP CONSTRAINT ck_ledger_entries_currency',
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE ledger_entries
        ADD CONSTRAINT ck_ledger_entries_currency CHECK (currency IN ('EUR', 'USD', 'GBP'))
    `);
  }
}
