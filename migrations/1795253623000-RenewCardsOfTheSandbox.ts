import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a card of the sandbox looks like where its bank says so. */
export class RenewCardsOfTheSandbox1795253623000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('sandbox_cards', 'last4')) return;
    await queryRunner.query(`
      ALTER TABLE sandbox_cards ADD COLUMN brand varchar(20) NULL, ADD COLUMN last4 char(4) NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('sandbox_cards', 'last4'))) return;
    await queryRunner.query(`ALTER TABLE sandbox_cards DROP COLUMN brand, DROP COLUMN last4`);
  }
}
