import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What accounts were changed from is told by their history; what it does not name stood as it does now. */
export class FillFormerTaxFacts1795253700021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO former_tax_facts (account_id, valid_until, country, vat_number)
      SELECT a.id, e.created_at,
        COALESCE(JSON_UNQUOTE(JSON_EXTRACT(e.changes, '$.country[0]')), a.country),
        IF(JSON_EXTRACT(e.changes, '$.vatNumber') IS NULL, a.vat_number,
          NULLIF(JSON_UNQUOTE(JSON_EXTRACT(e.changes, '$.vatNumber[0]')), 'null'))
      FROM audit_events e JOIN accounts a ON a.id = e.account_id AND a.id = e.subject_id
      WHERE e.subject_type = 'Account' AND e.action = 'updateAccount'
        AND (JSON_EXTRACT(e.changes, '$.country') IS NOT NULL OR JSON_EXTRACT(e.changes, '$.vatNumber') IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM former_tax_facts f)
      ORDER BY e.id
    `);
  }

  async down(): Promise<void> {
    // The rows go with their table.
  }
}
