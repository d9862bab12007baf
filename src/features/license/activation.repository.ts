import type { Installation } from '../../domain/licensing/activation';
import type { LicenseStatus } from '../../domain/licensing/license';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';

/** A licence as its life sees it, locked. */
export interface LockedLicense {
  readonly pk: number;
  /** Account that paid; installations are kept under it. */
  readonly accountId: number;
  /** Account that runs it. */
  readonly customerAccountId: number | null;
  readonly status: LicenseStatus;
}

/** What runs on a licence, for the account that runs it. */
export class ActivationRepository {
  constructor(private readonly database: Queries) {}

  /** The licence, locked until the transaction ends. @throws when it is out of reach. */
  async lock(scope: Scope, license: number): Promise<LockedLicense> {
    const found = await this.database.row<LockedLicense>(
      scope,
      sql`SELECT id AS pk, account_id AS accountId, customer_account_id AS customerAccountId, status
          FROM licenses WHERE id = ${license} AND ${reachAccounts('customer_account_id')} FOR UPDATE`,
    );
    if (found === null) throw new Error('The license is out of reach');
    return found;
  }

  /** Installations that were not ended, oldest first; one whose time is over may be among them. */
  open(scope: Scope, { accountId, pk }: LockedLicense): Promise<Installation[]> {
    return this.database.rows<Installation>(
      scope,
      sql`SELECT v.id AS pk, v.server_name AS serverName, v.ends_at AS endsAt, v.deactivated_at AS deactivatedAt
          FROM activations v JOIN licenses l ON l.id = v.license_id
          WHERE v.account_id = ${accountId} AND v.license_id = ${pk} AND v.deactivated_at IS NULL
            AND ${reachAccounts('l.customer_account_id')} ORDER BY v.id`,
    );
  }

  /** @returns the key of the new installation. */
  start(scope: Scope, { pk }: LockedLicense, serverName: string, now: Date): Promise<number> {
    return this.database.insert(
      scope,
      sql`INSERT INTO activations (account_id, license_id, server_name, activated_at, last_seen_at)
          SELECT l.account_id, l.id, ${serverName}, ${now}, ${now} FROM licenses l
          WHERE l.id = ${pk} AND ${reachAccounts('l.customer_account_id')}`,
    );
  }

  /** The installation was activated again: it is alive. */
  seen(scope: Scope, license: LockedLicense, installation: number, now: Date): Promise<void> {
    return this.change(scope, license, [installation], sql`v.last_seen_at = ${now}`);
  }

  /** Sets, or takes back, the end that a move gives it. */
  endAt(
    scope: Scope,
    license: LockedLicense,
    installation: number,
    endsAt: Date | null,
  ): Promise<void> {
    return this.change(scope, license, [installation], sql`v.ends_at = ${endsAt}`);
  }

  end(
    scope: Scope,
    license: LockedLicense,
    installations: readonly number[],
    now: Date,
  ): Promise<void> {
    return this.change(scope, license, installations, sql`v.deactivated_at = ${now}`);
  }

  /** @throws when the licence is not in the state that it was locked in. */
  async setStatus(scope: Scope, license: LockedLicense, status: LicenseStatus): Promise<void> {
    const found = await this.database.write(
      scope,
      sql`UPDATE licenses SET status = ${status} WHERE id = ${license.pk} AND status = ${license.status}
            AND ${reachAccounts('customer_account_id')}`,
    );
    if (found !== 1) throw new Error('The license changed while it was locked');
  }

  private async change(
    scope: Scope,
    { accountId, pk }: LockedLicense,
    installations: readonly number[],
    change: Statement<false>,
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE activations v JOIN licenses l ON l.id = v.license_id SET ${change}
          WHERE v.id IN (${installations}) AND v.account_id = ${accountId} AND v.license_id = ${pk}
            AND ${reachAccounts('l.customer_account_id')}`,
    );
  }
}
