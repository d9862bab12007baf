import type { Installation } from '../../domain/licensing/activation';
import { sameTerms } from '../../domain/licensing/terms';
import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import { sql, type Reach, type Statement } from '../../database/sql';
import {
  ActivationAddOnEntity,
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from '../../database/entities/license.entity';
import { insertInto } from '../../database/changes';
import { orNull, text } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';
import { RUNNING_SIDE, termsOf, type LockedLicense } from './locked-license.repository';

/** An installation, and until when it may run on terms that the license no longer has. */
export interface OpenInstallation extends Installation {
  readonly lastSeenAt: Date;
  readonly termsUntil: Date | null;
}

const l = table(LicenseEntity, 'l');

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
