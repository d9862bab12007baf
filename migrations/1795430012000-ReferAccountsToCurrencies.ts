import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReferAccountsToCurrencies1795430012000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [found] = (await queryRunner.query(
      "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = 'fk_accounts_currency'",
    )) as unknown[];
    if (found === undefined)
      await queryRunner.query(
        'ALTER TABLE accounts ADD CONSTRAINT fk_accounts_currency FOREIGN KEY (currency) REFERENCES currencies(code) ON DELETE NO ACTION ON UPDATE NO ACTION',
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE accounts DROP FOREIGN KEY fk_accounts_currency');
  }
}
