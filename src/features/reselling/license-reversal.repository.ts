import type { Queries } from '../../database/database';
import { reachAccounts, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { LicenseReversalEntity } from '../../database/entities/license-reversal.entity';
import { LicenseEntity } from '../../database/entities/license.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { insertInto, update } from '../../database/changes';
import { known } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';
import type { LicenseReversalRow } from './license-reversal.types';

const r = table(LicenseReversalEntity, 'r');
const l = table(LicenseEntity, 'l');
const u = table(UserEntity, 'u');
const PENDING = select({
  ...pick(r, 'licenseId', 'toAccountId', 'requestedBy', 'reason', 'requestedAt', 'expiresAt'),
  requestedByName: u.fullName,
}).from('license_reversals r JOIN users u ON u.id = r.requested_by');
const REPLACED = select({ licenseId: r.licenseId, replacementId: known(r.replacementId) }).from(
  'license_reversals r JOIN licenses l ON l.id = r.license_id',
);

/** A license, and the one that took its place. */
export interface ReplacedLicense {
  readonly licenseId: number;
  readonly replacementId: number;
}

/** Requests of staff to take licenses back (R72), and what came of them. */
export class LicenseReversalRepository {
  constructor(private readonly database: Queries) {}

  /** What is requested and not confirmed; of somebody who is no staff any more it counts for nothing. */
  pending(scope: Scope, licenses: readonly number[], now: Date): Promise<LicenseReversalRow[]> {
    return this.database.rows(
      scope,
      sql`${PENDING} WHERE r.license_id IN (${licenses}) AND r.replacement_id IS NULL
            AND r.expires_at > ${now} AND u.staff_role IS NOT NULL AND ${reachStaff}`,
    );
  }

  /** The same of one license that is locked. */
  async pendingOf(scope: Scope, license: number, now: Date): Promise<LicenseReversalRow | null> {
    return (await this.pending(scope, [license], now))[0] ?? null;
  }

  /** What took the place of these licenses, as far as the side that paid goes. */
  replacementsOf(scope: Scope, licenses: readonly number[]): Promise<ReplacedLicense[]> {
    return this.database.rows(
      scope,
      sql`${REPLACED} WHERE r.license_id IN (${licenses}) AND r.replacement_id IS NOT NULL
            AND ${reachAccounts('l.account_id')}`,
    );
  }

  /** Whose place these licenses took. */
  replacedBy(scope: Scope, replacements: readonly number[]): Promise<ReplacedLicense[]> {
    return this.database.rows(
      scope,
      sql`${REPLACED} WHERE r.replacement_id IN (${replacements}) AND ${reachAccounts('l.account_id')}`,
    );
  }

  /** Puts a request in the place of one that counts for nothing. */
  async put(
    scope: Scope,
    license: number,
    request: Omit<LicenseReversalRow, 'licenseId' | 'requestedByName'>,
  ): Promise<void> {
    await this.remove(scope, license);
    const { toAccountId, requestedBy, reason, requestedAt, expiresAt } = request;
    await this.database.insert(
      scope,
      insertInto(
        LicenseReversalEntity,
        {
          ...{ licenseId: l.id, accountId: l.accountId, toAccountId, requestedBy },
          ...{ reason, requestedAt, expiresAt },
        },
        sql`FROM licenses l WHERE l.id = ${license} AND ${reachAccounts('l.account_id')}`,
      ),
    );
  }

  /** Removes what was requested and not confirmed. */
  async remove(scope: Scope, license: number): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM license_reversals WHERE license_id = ${license} AND replacement_id IS NULL AND ${reachStaff}`,
    );
  }

  /** @throws when it was confirmed or canceled meanwhile. */
  async confirm(
    scope: Scope,
    license: number,
    confirmed: { readonly replacementId: number; readonly by: number; readonly now: Date },
  ): Promise<void> {
    const { replacementId, by: confirmedBy, now: confirmedAt } = confirmed;
    const found = await this.database.write(
      scope,
      update(
        r,
        { replacementId, confirmedBy, confirmedAt },
        sql`WHERE r.license_id = ${license} AND r.replacement_id IS NULL AND ${reachStaff}`,
      ),
    );
    if (found !== 1) throw new Error('The request changed while its license was locked');
  }
}
