import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Maintenance and Support that began on a 29 February ended on the 27th: its last day is the 28th. */
export class GiveBackTheDayBefore29February1795253700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE licenses SET maintenance_to = DATE_ADD(maintenance_to, INTERVAL 1 DAY)
      WHERE MONTH(maintenance_from) = 2 AND DAY(maintenance_from) = 29
        AND MONTH(maintenance_to) = 2 AND DAY(maintenance_to) = 27
    `);
  }

  async down(): Promise<void> {
    // What was given is not taken back.
  }
}
