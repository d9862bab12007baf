import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is the same of the same card, however often it is added. */
export class TellCardsApart1795253504000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('payment_methods', 'fingerprint')) return;
    await queryRunner.query(`
      ALTER TABLE payment_methods ADD COLUMN fingerprint varchar(120) NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('payment_methods', 'fingerprint'))) return;
    await queryRunner.query('ALTER TABLE payment_methods DROP COLUMN fingerprint');
  }
}
