import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From when the gateway is asked again to forget a card. */
export class ForgetCardsLater1795253602000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('payment_methods', 'forget_at')) return;
    await queryRunner.query('ALTER TABLE payment_methods ADD COLUMN forget_at datetime(3) NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('payment_methods', 'forget_at'))) return;
    await queryRunner.query('ALTER TABLE payment_methods DROP COLUMN forget_at');
  }
}
