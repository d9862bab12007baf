import type { LicenseStatus } from '../../domain/licensing/license';
import type { Terms } from '../../domain/licensing/terms';
import type { Queries } from '../../database/database';
import { reachAccounts, reachLicense } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Reach, type Statement } from '../../database/sql';
import { LicenseEntity } from '../../database/entities/license.entity';
import { update } from '../../database/changes';
import { orNull, text } from '../../database/computed';
import { allBut, select, type RowOf } from '../../database/select';
import { table } from '../../database/table';

interface WithTerms {
  readonly productId: number;
  /** Keys, with commas between them; null for none. */
  readonly addOns: string | null;
}

export const termsOf = ({ productId, addOns }: WithTerms): Terms => ({
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

/** Licenses as they are locked by whoever changes what becomes of them, for one of their sides. */
export class LockedLicenseRepository {
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
}
