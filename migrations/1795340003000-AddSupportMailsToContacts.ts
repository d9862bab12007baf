import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts choose mails about requests that were made on their word (R17), and support requests name contacts. */
export class AddSupportMailsToContacts1795340003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('contacts', 'receives_support')) return;
    await queryRunner.query(`
      ALTER TABLE contacts
        ADD COLUMN receives_support tinyint NOT NULL AFTER receives_important_notices,
        ADD UNIQUE INDEX uq_contacts_account_id (account_id, id),
        DROP INDEX ix_contacts_account
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('contacts', 'receives_support'))) return;
    await queryRunner.query(`
      ALTER TABLE contacts
        DROP COLUMN receives_support,
        ADD INDEX ix_contacts_account (account_id, id),
        DROP INDEX uq_contacts_account_id
    `);
  }
}
