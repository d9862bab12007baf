import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts that are authorized for support get mails about their requests, until the holder says otherwise. */
export class ChooseSupportMails1795340004000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('UPDATE contacts SET receives_support = support_authorized');
  }

  async down(): Promise<void> {
    // The choice goes with its column.
  }
}
