import type { Installation } from '../../domain/licensing/activation';
import type { LicenseStatus } from '../../domain/licensing/license';
import { sameTerms, type Terms } from '../../domain/licensing/terms';
import type { Queries } from '../../database/database';
import { reachAccounts, reachLicense } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Reach, type Statement } from '../../database/sql';
import {
  ActivationAddOnEntity,
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from '../../database/entities/license.entity';
import { insertInto, update, type Changes } from '../../database/changes';
import { orNull, text } from '../../database/computed';
import { allBut, pick, select, type RowOf } from '../../database/select';
import { table } from '../../database/table';

/** An installation, and until when it may run on terms that the license no longer has. */
export interface OpenInstallation extends Installation {
  readonly lastSeenAt: Date;
  readonly termsUntil: Date | null;
}

interface WithTerms {
  readonly productId: number;
  /** Keys, with commas between them; null for none. */
  readonly addOns: string | null;
}

const termsOf = ({ productId, addOns }: WithTerms): Terms => ({
  productId,
  addOnIds: addOns === null ? [] : addOns.split(',').map(Number),
});

/** Whoever runs a license: its customer, and the installation that has its key. */
export const RUNNING_SIDE = reachLicense('l.key_hash', 'l.customer_account_id');
/** Whoever pays for a license. */
export const PAYING_SIDE = reachAccounts('l.account_id');

const l = table(LicenseEntity, 'l');

const LICENSE = select({
  pk: l.id,
  ...allBut(l, 'id', 'keyHash', 'keySealed'),
  addOns: orNull(
    text('(SELECT GROUP_CONCAT(x.add_on_id) FROM license_add_ons x WHERE x.license_id = l.id)'),
  ),
}).from('licenses l');

/** A license, locked. */
export interface LockedLicense extends Omit<RowOf<typeof LICENSE>, 'productId' | 'addOns'> {
  /** What it is for now. */
  readonly terms: Terms;
}

const theOne = <One>(found: readonly One[]): One => {
  const [one] = found;
  if (one === undefined) throw new Error('The license is out of reach');
  return one;
};

const v = table(ActivationEntity, 'v');
const OPEN = select({
  pk: v.id,
  ...pick(
    v,
    'licenseId',
    'serverName',
    'lastSeenAt',
    'endsAt',
    'termsUntil',
    'deactivatedAt',
    'productId',
  ),
  addOns: orNull(
    text(
      '(SELECT GROUP_CONCAT(x.add_on_id) FROM activation_add_ons x WHERE x.activation_id = v.id)',
    ),
  ),
}).from('activations v JOIN licenses l ON l.id = v.license_id');
const a = table(LicenseAddOnEntity, 'a');

/** What runs on a license, for one of its sides. */
export class ActivationRepository {
  constructor(
    private readonly database: Queries,
    private readonly side: Reach = RUNNING_SIDE,
  ) {}

  /** The license, locked until the transaction ends. @throws when it is out of reach. */
  async lock(scope: Scope, license: number): Promise<LockedLicense> {
    return theOne(await this.lockAll(scope, [license]));
  }

  /** Licenses, locked in the order of their keys, in one statement. @throws when one is out of reach. */
  async lockAll(scope: Scope, licenses: readonly number[]): Promise<LockedLicense[]> {
    const found = await this.locked(scope, sql`l.id IN (${licenses})`);
    if (found.length !== new Set(licenses).size) throw new Error('The license is out of reach');
    return found;
  }

  /** The license that somebody has and whose key the scope knows, locked; null when there is none (R29). */
  async lockByKey(scope: Scope): Promise<LockedLicense | null> {
    const [found = null] = await this.locked(scope, sql`l.customer_account_id IS NOT NULL`);
    return found;
  }

  /** Installations that were not ended, oldest first; one whose time is over may be among them. */
  async open(
    scope: Scope,
    license: Pick<LockedLicense, 'pk' | 'terms'>,
  ): Promise<OpenInstallation[]> {
    return (await this.openOf(scope, [license])).get(license.pk) ?? [];
  }

  /** The same of several licenses, by their keys, in one statement. */
  async openOf(
    scope: Scope,
    licenses: readonly Pick<LockedLicense, 'pk' | 'terms'>[],
  ): Promise<Map<number, OpenInstallation[]>> {
    const rows = await this.database.rows(
      scope,
      sql`${OPEN} WHERE v.license_id IN (${licenses.map(({ pk }) => pk)}) AND v.deactivated_at IS NULL
            AND ${this.side} ORDER BY v.id`,
    );
    const open = new Map<number, OpenInstallation[]>();
    for (const { pk: license, terms } of licenses)
      open.set(
        license,
        rows
          .filter(({ licenseId }) => licenseId === license)
          .map(({ productId, addOns, ...row }) => ({
            ...row,
            outdated: !sameTerms(termsOf({ productId, addOns }), terms),
          })),
      );
    return open;
  }

  /** A new installation, on the terms of the license. @returns its key. */
  async start(
    scope: Scope,
    license: LockedLicense,
    serverName: string,
    now: Date,
  ): Promise<number> {
    const installation = await this.database.insert(
      scope,
      insertInto(
        ActivationEntity,
        {
          accountId: l.accountId,
          licenseId: l.id,
          productId: l.productId,
          serverName,
          activatedAt: now,
          lastSeenAt: now,
        },
        sql`FROM licenses l
          WHERE l.id = ${license.pk} AND ${this.side}`,
      ),
    );
    await this.addAddOns(scope, license, installation);
    return installation;
  }

  /** The installation was activated again: it is alive, and runs on the terms of the license (R34). */
  async restart(
    scope: Scope,
    license: LockedLicense,
    { pk, outdated }: Installation,
    now: Date,
  ): Promise<void> {
    await this.change(
      scope,
      license,
      [pk],
      sql`v.last_seen_at = ${now}, v.product_id = l.product_id, v.terms_until = NULL`,
    );
    if (!outdated) return;
    await this.database.write(
      scope,
      sql`DELETE x FROM activation_add_ons x JOIN activations v ON v.id = x.activation_id
            JOIN licenses l ON l.id = v.license_id
          WHERE v.id = ${pk} AND l.id = ${license.pk} AND ${this.side}`,
    );
    await this.addAddOns(scope, license, pk);
  }

  /** The installation said that it is alive. */
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

  /** Limits, or no longer limits, how long installations of locked licenses may run on their terms. */
  async limitTerms(
    scope: Scope,
    licenses: readonly LockedLicense[],
    installations: readonly number[],
    termsUntil: Date | null,
  ): Promise<void> {
    await this.changeOf(scope, licenses, installations, sql`v.terms_until = ${termsUntil}`);
  }

  /** Ends installations of locked licenses. */
  async end(
    scope: Scope,
    licenses: readonly LockedLicense[],
    installations: readonly number[],
    now: Date,
  ): Promise<void> {
    await this.changeOf(scope, licenses, installations, sql`v.deactivated_at = ${now}`);
  }

  setStatus(scope: Scope, license: LockedLicense, status: LicenseStatus): Promise<void> {
    return this.set(scope, license, { status });
  }

  /**
   * Gives licenses their new statuses, in a statement for each pair of an old and a new one.
   * @throws when one is not in the status that it was locked in.
   */
  async setStatuses(
    scope: Scope,
    changes: readonly { readonly license: LockedLicense; readonly status: LicenseStatus }[],
  ): Promise<void> {
    const groups = new Map<string, typeof changes>();
    for (const one of changes) {
      const pair = `${one.license.status} ${one.status}`;
      if (one.license.status !== one.status) groups.set(pair, [...(groups.get(pair) ?? []), one]);
    }
    for (const group of groups.values()) {
      const [{ license, status }] = group as [(typeof changes)[number]];
      const found = await this.database.write(
        scope,
        update(
          l,
          { status },
          sql`WHERE l.id IN (${group.map((one) => one.license.pk)}) AND l.status = ${license.status} AND ${this.side}`,
        ),
      );
      if (found !== group.length) throw new Error('The license changed while it was locked');
    }
  }

  /** Writes columns of the license. @throws when it is not in the state that it was locked in. */
  async set(scope: Scope, license: LockedLicense, changes: Changes<LicenseEntity>): Promise<void> {
    const found = await this.database.write(
      scope,
      update(
        l,
        changes,
        sql`WHERE l.id = ${license.pk} AND l.status = ${license.status} AND ${this.side}`,
      ),
    );
    if (found !== 1) throw new Error('The license changed while it was locked');
  }

  private async locked(scope: Scope, condition: Statement<false>): Promise<LockedLicense[]> {
    const rows = await this.database.rows(
      scope,
      sql`${LICENSE} WHERE ${condition} AND ${this.side} ORDER BY l.id FOR UPDATE`,
    );
    return rows.map(({ productId, addOns, ...license }) => ({
      ...license,
      terms: termsOf({ productId, addOns }),
    }));
  }

  private async addAddOns(
    scope: Scope,
    { pk, terms }: LockedLicense,
    installation: number,
  ): Promise<void> {
    if (terms.addOnIds.length === 0) return;
    await this.database.write(
      scope,
      insertInto(
        ActivationAddOnEntity,
        { activationId: v.id, addOnId: a.addOnId, accountId: v.accountId },
        sql`FROM activations v JOIN licenses l ON l.id = v.license_id
            JOIN license_add_ons a ON a.account_id = l.account_id AND a.license_id = l.id
          WHERE v.id = ${installation} AND l.id = ${pk} AND ${this.side}`,
      ),
    );
  }

  private change(
    scope: Scope,
    license: LockedLicense,
    installations: readonly number[],
    change: Statement<false>,
  ): Promise<void> {
    return this.changeOf(scope, [license], installations, change);
  }

  private async changeOf(
    scope: Scope,
    licenses: readonly LockedLicense[],
    installations: readonly number[],
    change: Statement<false>,
  ): Promise<void> {
    if (installations.length === 0) return;
    await this.database.write(
      scope,
      sql`UPDATE activations v JOIN licenses l ON l.id = v.license_id SET ${change}
          WHERE v.id IN (${installations}) AND v.license_id IN (${licenses.map(({ pk }) => pk)})
            AND ${this.side}`,
    );
  }
}
