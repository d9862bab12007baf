import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Support requests that staff record for a contact (R68). Its name stays when the contact is removed. */
export class AddContactsToSupportRequests1795340005000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('support_requests', 'contact_id')) return;
    await queryRunner.query(`
      ALTER TABLE support_requests
        MODIFY COLUMN opened_by bigint unsigned NULL,
        ADD COLUMN contact_id bigint unsigned NULL AFTER opened_by,
        ADD COLUMN contact_name varchar(201) COLLATE utf8mb4_unicode_520_ci NULL AFTER contact_id,
        ADD INDEX ix_support_requests_contact (account_id, contact_id),
        ADD CONSTRAINT fk_support_requests_contact FOREIGN KEY (account_id, contact_id) REFERENCES contacts(account_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
        ADD CONSTRAINT ck_support_requests_opener CHECK ((opened_by IS NULL) <> (contact_name IS NULL))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('support_requests', 'contact_id'))) return;
    await queryRunner.query(`
      ALTER TABLE support_requests
        DROP CONSTRAINT ck_support_requests_opener,
        DROP FOREIGN KEY fk_support_requests_contact,
        DROP INDEX ix_support_requests_contact,
        DROP COLUMN contact_name,
        DROP COLUMN contact_id
    `);
  }
}
