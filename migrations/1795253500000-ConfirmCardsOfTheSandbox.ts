import type { MigrationInterface, QueryRunner } from 'typeorm';

/** More test cards, some of which a person confirms. The check has another name, for some servers add before they drop. */
export class ConfirmCardsOfTheSandbox1795253500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('sandbox_cards', 'action_secret')) return;
    await queryRunner.query(`
      ALTER TABLE sandbox_cards
        ADD COLUMN expires_on date NULL,
        ADD COLUMN action_secret varchar(64) NULL,
        ADD UNIQUE INDEX uq_sandbox_cards_action (action_secret),
        DROP CONSTRAINT ck_sandbox_cards_test_card,
        ADD CONSTRAINT ck_sandbox_cards_card CHECK (test_card IN ('SUCCESS', 'SUCCESS_MASTERCARD', 'DECLINED', 'INSUFFICIENT_FUNDS', 'EXPIRED', 'AUTHENTICATION', 'AUTHENTICATION_ON_SETUP', 'TIMES_OUT_AFTER_CHARGING', 'TIMES_OUT_BEFORE_CHARGING'))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('sandbox_cards', 'action_secret'))) return;
    await queryRunner.query(
      "UPDATE sandbox_cards SET test_card = 'SUCCESS' WHERE test_card IN ('SUCCESS_MASTERCARD', 'AUTHENTICATION_ON_SETUP')",
    );
    await queryRunner.query(`
      ALTER TABLE sandbox_cards
        DROP CONSTRAINT ck_sandbox_cards_card,
        ADD CONSTRAINT ck_sandbox_cards_test_card CHECK (test_card IN ('SUCCESS', 'DECLINED', 'INSUFFICIENT_FUNDS', 'EXPIRED', 'AUTHENTICATION', 'TIMES_OUT_AFTER_CHARGING', 'TIMES_OUT_BEFORE_CHARGING')),
        DROP INDEX uq_sandbox_cards_action,
        DROP COLUMN action_secret,
        DROP COLUMN expires_on
    `);
  }
}
