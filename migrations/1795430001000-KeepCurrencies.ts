import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The currencies that a database in use has had so far; an empty one begins without any. */
export class KeepCurrencies1795430001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT IGNORE INTO currencies (code, name, countries, is_default, withdrawn_at)
      SELECT k.code, k.name, k.countries, k.is_default, NULL FROM (
        SELECT 'USD' AS code, 'US dollar' AS name, '' AS countries, 1 AS is_default
        UNION ALL SELECT 'EUR', 'Euro', 'AD AL AT AX BA BE BG BL CH CY CZ DE DK EE ES FI FO FR GF GI GP GR HR HU IE IS IT LI LT LU LV MC MD ME MF MK MQ MT NL NO PL PM PT RE RO RS SE SI SK SM UA VA XK YT', 0
        UNION ALL SELECT 'GBP', 'Pound sterling', 'GB GG IM JE', 0
      ) k WHERE EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM prices)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM currencies');
  }
}
