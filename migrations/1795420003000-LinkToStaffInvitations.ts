import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link accepts an invitation to the staff as well. The check has another name, for some servers add before they drop. */
export class LinkToStaffInvitations1795420003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await hasCheck(queryRunner, 'ck_one_time_links_purpose')) return;
    await queryRunner.query(`
      ALTER TABLE one_time_links
        DROP CONSTRAINT ck_one_time_links_purpose_of_link,
        ADD CONSTRAINT ck_one_time_links_purpose
          CHECK (purpose IN ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD', 'ACCOUNT_EMAIL', 'STAFF_INVITATION'))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (await hasCheck(queryRunner, 'ck_one_time_links_purpose_of_link')) return;
    await queryRunner.query("DELETE FROM one_time_links WHERE purpose = 'STAFF_INVITATION'");
    await queryRunner.query(`
      ALTER TABLE one_time_links
        DROP CONSTRAINT ck_one_time_links_purpose,
        ADD CONSTRAINT ck_one_time_links_purpose_of_link
          CHECK (purpose IN ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD', 'ACCOUNT_EMAIL'))
    `);
  }
}

async function hasCheck(queryRunner: QueryRunner, name: string): Promise<boolean> {
  const found = (await queryRunner.query(
    'SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name = ?',
    [name],
  )) as unknown[];
  return found.length > 0;
}
