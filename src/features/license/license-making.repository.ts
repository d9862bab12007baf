import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import type { Sealer } from '../../database/sealing';
import { sql } from '../../database/sql';
import type { Day } from '../../domain/billing/calendar';
import type { LicenseOrigin, LicenseStatus } from '../../domain/licensing/license';
import { hashOfKey, KEY_SEAL, newLicenseKey } from './key-hash';
import { LicenseAddOnEntity, LicenseEntity } from '../../database/entities/license.entity';
import { FormerLicenseKeyEntity } from '../../database/entities/former-license-key.entity';
import { insertInto, insertRows, update } from '../../database/changes';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** A license that is to be made. */
export interface NewLicense {
  /** Account that pays; the one that `scope` has to reach. */
  readonly accountId: number;
  /** Account that runs it; null in a reseller's stock, where the status is UNASSIGNED. */
  readonly customerAccountId: number | null;
  readonly productId: number;
  readonly addOnIds: readonly number[];
  readonly origin: LicenseOrigin;
  readonly status: LicenseStatus;
  /** Maintenance and Support: both, or null for what is leased. */
  readonly maintenanceFrom: Day | null;
  readonly maintenanceTo: Day | null;
  readonly now: Date;
}

export interface MadeLicense {
  readonly pk: number;
  /** In clear, this once: for the mail that delivers it. */
  readonly key: string;
}

interface Prepared extends NewLicense {
  readonly key: string;
  readonly keyHash: Buffer;
}

/** When somebody got it from a partner; null in stock, and for what was bought for oneself. */
const assignedAt = ({ customerAccountId, origin, now }: NewLicense): Date | null =>
  customerAccountId === null || origin === 'PURCHASED' ? null : now;

const l = table(LicenseEntity, 'l');
const KEYS_OF = select({ pk: l.id, keyHash: l.keyHash }).from('licenses l');

/** The one place where licenses, and their keys, come into being. */
export class LicenseMakingRepository {
  constructor(
    private readonly tx: Queries,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Makes licenses with new keys, in the order given.
   * @throws when a paying account is out of reach: then nothing of the transaction stands.
   */
  async make(scope: Scope, licenses: readonly NewLicense[]): Promise<MadeLicense[]> {
    if (licenses.length === 0) return [];
    const prepared = licenses.map((license): Prepared => {
      if ((license.customerAccountId === null) !== (license.status === 'UNASSIGNED'))
        throw new Error('A license is unassigned exactly while nobody has it');
      const key = newLicenseKey();
      return { ...license, key, keyHash: hashOfKey(key) };
    });
    await this.insert(scope, prepared);
    const keys = await this.keysOf(scope, prepared);
    const made = prepared.map(({ key, keyHash }) => ({
      pk: keys.get(keyHash.toString('hex')) as number,
      key,
    }));
    await this.insertAddOns(scope, prepared, made);
    return made;
  }

  /**
   * Gives a locked license a new key; the former one opens it until it ends. @returns the new key, this once.
   * @throws when the license is out of reach.
   */
  async replaceKey(scope: Scope, license: number, now: Date, formerEndsAt: Date): Promise<string> {
    const reached = sql`l.id = ${license} AND ${reachAccounts('l.account_id')}`;
    const { keyHash, accountId, id: licenseId } = l;
    const former = { keyHash, accountId, licenseId, replacedAt: now, endsAt: formerEndsAt };
    await this.tx.write(
      scope,
      insertInto(FormerLicenseKeyEntity, former, sql`FROM licenses l WHERE ${reached}`),
    );
    const key = newLicenseKey();
    const change = { keyHash: hashOfKey(key), keySealed: this.sealer.seal(key, KEY_SEAL) };
    const found = await this.tx.write(scope, update(l, change, sql`WHERE ${reached}`));
    if (found !== 1) throw new Error('The license is out of reach');
    return key;
  }

  private async insert(scope: Scope, licenses: readonly Prepared[]): Promise<void> {
    // VALUES: MariaDB cuts long parameters of a prepared UNION. Out of reach, the account is null and refused.
    const rows = licenses.map((one) => ({
      accountId: sql`(SELECT a.id FROM accounts a WHERE a.id = ${one.accountId} AND ${reachAccounts('a.id')})`,
      customerAccountId: one.customerAccountId,
      productId: one.productId,
      origin: one.origin,
      status: one.status,
      keyHash: one.keyHash,
      keySealed: this.sealer.seal(one.key, KEY_SEAL),
      maintenanceFrom: one.maintenanceFrom,
      maintenanceTo: one.maintenanceTo,
      assignedAt: assignedAt(one),
      createdAt: one.now,
    }));
    await this.tx.write(scope, insertRows(LicenseEntity, rows));
  }

  /** Keys of the rows, by the hash of the license key in hexadecimal. */
  private async keysOf(scope: Scope, licenses: readonly Prepared[]): Promise<Map<string, number>> {
    const rows = await this.tx.rows(
      scope,
      sql`${KEYS_OF} WHERE l.key_hash IN (${licenses.map(({ keyHash }) => keyHash)}) AND ${reachAccounts('l.account_id')}`,
    );
    return new Map(rows.map(({ pk, keyHash }) => [keyHash.toString('hex'), pk]));
  }

  private async insertAddOns(
    scope: Scope,
    licenses: readonly Prepared[],
    made: readonly MadeLicense[],
  ): Promise<void> {
    const rows = licenses.flatMap(({ addOnIds, accountId }, index) =>
      [...new Set(addOnIds)].map((addOnId) => ({
        licenseId: sql`(SELECT l.id FROM licenses l WHERE l.id = ${made[index]?.pk ?? null} AND ${reachAccounts('l.account_id')})`,
        addOnId,
        accountId,
      })),
    );
    if (rows.length === 0) return;
    await this.tx.write(scope, insertRows(LicenseAddOnEntity, rows));
  }
}
