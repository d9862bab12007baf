import type { MigrationInterface, QueryRunner } from 'typeorm';
import { normalizeServerName } from '../src/domain/licensing/server-name';

const AT_ONCE = 1_000;
const LONGEST = 255;

interface Installation {
  readonly id: number | string;
  readonly licenseId: number | string;
  readonly name: string;
  readonly runs: number;
}

/**
 * Names of servers get their one form. Two installations of a license that run under two spellings of one name keep
 * them: both are there until one of them ends. It can be repeated: what is in its form stays.
 */
export class RewriteServerNames1795310002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    let after: number | string = 0;
    for (;;) {
      const read = (condition: string, values: unknown[]): Promise<Installation[]> =>
        queryRunner.query(
          `SELECT id, license_id AS licenseId, server_name AS name, deactivated_at IS NULL AS runs FROM activations WHERE ${condition}`,
          values,
        ) as Promise<Installation[]>;
      const page = await read(`id > ? ORDER BY id LIMIT ${AT_ONCE}`, [after]);
      const spelled = page.filter(({ name }) => formOf(name) !== name);
      const licenses = spelled.map(({ licenseId }) => licenseId);
      const running =
        licenses.length === 0
          ? []
          : await read(
              `license_id IN (${licenses.map(() => '?').join()}) AND deactivated_at IS NULL`,
              licenses,
            );
      const collides = ({ id, licenseId, name, runs }: Installation): boolean =>
        runs === 1 &&
        running.some(
          (one) =>
            String(one.licenseId) === String(licenseId) &&
            String(one.id) !== String(id) &&
            formOf(one.name) === formOf(name),
        );
      for (const one of spelled)
        if (!collides(one))
          await queryRunner.query('UPDATE activations SET server_name = ? WHERE id = ?', [
            formOf(one.name),
            one.id,
          ]);
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  /** The former spellings are not known any more, and nothing needs them. */
  async down(): Promise<void> {}
}

/** What would not fit stays as it is. */
function formOf(name: string): string {
  const form = normalizeServerName(name);
  return [...form].length <= LONGEST ? form : name;
}
