import type { Queries } from '../../database/database';
import { reachAccounts, reachCredential } from '../../database/reach';
import type { CredentialScope, Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import { FormerLicenseKeyEntity } from '../../database/entities/former-license-key.entity';
import { LicenseEntity } from '../../database/entities/license.entity';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';
import { hashOfKey } from './key-hash';

/**
 * Key of the license whose license key this is, or was until it was replaced and still is for a while; 0, which
 * none has, otherwise. A value that is found once, whatever it is compared with.
 */
export const licenseOfKey = (typed: string, now: Date): Statement<false> => {
  const hash = hashOfKey(typed);
  return sql`COALESCE((SELECT k.id FROM licenses k WHERE k.key_hash = ${hash}),
    (SELECT f.license_id FROM former_license_keys f WHERE f.key_hash = ${hash} AND f.ends_at > ${now}), 0)`;
};

const f = table(FormerLicenseKeyEntity, 'f');
const l = table(LicenseEntity, 'l');
const OPENED = select({ keyHash: l.keyHash, keyEndsAt: f.endsAt }).from(
  'former_license_keys f JOIN licenses l ON l.id = f.license_id',
);
const OF_LICENSES = select({ ...pick(f, 'licenseId', 'replacedAt', 'endsAt') }).from(
  'former_license_keys f JOIN licenses l ON l.id = f.license_id',
);

/** A key that was replaced, and when it ends. */
export interface FormerKeyRow {
  readonly licenseId: number;
  readonly replacedAt: Date;
  readonly endsAt: Date;
}

/** Keys that were replaced and have not ended. */
export class FormerKeyRepository {
  constructor(private readonly database: Queries) {}

  /**
   * The present key of the license that the key which the scope knows opens, locked, so that it stays the present one;
   * null when it is none, or has ended.
   */
  opened(
    scope: CredentialScope,
    now: Date,
  ): Promise<{ readonly keyHash: Buffer; readonly keyEndsAt: Date } | null> {
    return this.database.row(
      scope,
      sql`${OPENED} WHERE f.ends_at > ${now} AND ${reachCredential('f.key_hash')} FOR UPDATE`,
    );
  }

  /** Of licenses, the last replaced first. */
  ofLicenses(scope: Scope, licenses: readonly number[], now: Date): Promise<FormerKeyRow[]> {
    return this.database.rows(
      scope,
      sql`${OF_LICENSES} WHERE f.license_id IN (${licenses}) AND f.ends_at > ${now}
            AND ${reachAccounts('l.account_id', 'l.customer_account_id')} ORDER BY f.replaced_at DESC`,
    );
  }
}
