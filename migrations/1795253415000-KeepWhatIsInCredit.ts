import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Then on the invoices: none has been paid more than it asks for any more. */
export class KeepWhatIsInCredit1795253415000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE invoices
      SET credit_kept = credit_kept + paid + credited - total, paid = total - credited
      WHERE paid + credited > total
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE invoices SET paid = paid + credit_kept, credit_kept = 0 WHERE credit_kept <> 0
    `);
  }
}
