import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invoices whose money went back: nobody is charged for them before staff have decided. */
export class HoldCollectionOfInvoices1795253609000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('invoices', 'collection_held_at')) return;
    await queryRunner.query(`ALTER TABLE invoices ADD COLUMN collection_held_at datetime(3) NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('invoices', 'collection_held_at'))) return;
    await queryRunner.query(`ALTER TABLE invoices DROP COLUMN collection_held_at`);
  }
}
