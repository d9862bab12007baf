import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that a contact wrote, or that staff recorded for it: they have its name, and no user. */
export class AddContactsToSupportMessages1795340006000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn('support_messages', 'contact_name')) return;
    await queryRunner.query(`
      ALTER TABLE support_messages
        MODIFY COLUMN author_id bigint unsigned NULL,
        ADD COLUMN contact_name varchar(201) COLLATE utf8mb4_unicode_520_ci NULL AFTER author_id,
        ADD CONSTRAINT ck_support_messages_author CHECK ((author_id IS NULL) <> (contact_name IS NULL))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('support_messages', 'contact_name'))) return;
    await queryRunner.query(
      'ALTER TABLE support_messages DROP CONSTRAINT ck_support_messages_author, DROP COLUMN contact_name',
    );
  }
}
