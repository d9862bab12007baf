import type { Queries } from '../../database/database';
import { reachBookkeeping } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import { mayBeSpelledOtherwise, type TypedEmail } from '../../domain/email';
import { UnsettledEmailEntity } from '../../database/entities/unsettled-email.entity';
import { flag } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

const e = table(UnsettledEmailEntity, 'e');
const EXACT_SPELLINGS = select({
  ...pick(e, 'spelling', 'normalForm'),
  free: flag(
    'NOT EXISTS (SELECT 1 FROM users u WHERE u.email = e.normal_form) AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.email = e.normal_form)',
  ),
}).from('unsettled_emails e');

/** Spellings from before addresses had one normal form. */
export class UnsettledEmailRepository {
  constructor(private readonly database: Queries) {}

  /**
   * The spellings that somebody is still known by, of those that were typed, by what they were typed as. An exact one
   * goes before the normal form; where nobody has that, it stands for the spelling that is the oldest.
   */
  async exactSpellings(
    scope: SystemScope,
    typed: readonly TypedEmail[],
  ): Promise<Map<string, string>> {
    const asked = typed.filter(mayBeSpelledOtherwise);
    const found = new Map<string, string>();
    if (asked.length === 0) return found;
    const formers = asked.map(({ former }) => former);
    const normals = asked.flatMap(({ normal }) => normal ?? []);
    const rows = await this.database.rows(
      scope,
      sql`${EXACT_SPELLINGS} WHERE (e.spelling IN (${formers}) OR e.normal_form IN (${[...normals, '']}))
            AND (EXISTS (SELECT 1 FROM users u WHERE u.email = e.spelling)
              OR EXISTS (SELECT 1 FROM accounts a WHERE a.email = e.spelling))
            AND ${reachBookkeeping} ORDER BY e.id`,
    );
    for (const { former, normal } of asked) {
      const kept =
        rows.find(({ spelling }) => spelling === former) ??
        rows.find(({ normalForm, free }) => normal !== null && normalForm === normal && free === 1);
      if (kept !== undefined) found.set(former, kept.spelling);
    }
    return found;
  }
}
