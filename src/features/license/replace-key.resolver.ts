import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Sealer } from '../../database/sealing';
import { dayOf } from '../../domain/billing/day-of';
import type { LicenseOrigin } from '../../domain/licensing/license';
import { decideReplaceKey, formerKeyEnd } from '../../domain/licensing/key-replacement';
import type { KeyPermission } from '../../domain/mail/notice';
import { refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { childLoader } from '../../graphql/lists';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import type { Notifier } from '../mail/notifier';
import { FormerKeyRepository, type FormerKeyRow } from './former-key.repository';
import { LicenseChangesRepository } from './license-changes.repository';
import { LicenseMakingRepository } from './license-making.repository';
import { License, type LicenseRow } from './license.types';
import { LockedLicenseRepository, type LockedLicense } from './locked-license.repository';
import {
  FormerLicenseKey,
  ReplaceLicenseKeyInput,
  ReplaceLicenseKeyPayload,
} from './replace-key.mutation-types';

/** What people of the account that paid see keys with. */
const PAYER_SEES_KEYS_WITH: Readonly<Record<LicenseOrigin, KeyPermission>> = {
  PURCHASED: 'ACTIVATE_LICENSES',
  RESOLD: 'RESELLER',
  LEASED: 'LEASE_PROVIDER',
};

/** What staff do when a key has become known to others. */
@Resolver(() => License)
export class ReplaceKeyResolver {
  constructor(
    private readonly former: FormerKeyRepository,
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
    private readonly timeZone: string,
  ) {}

  @FieldResolver(() => [FormerLicenseKey], {
    nullable: true,
    description: 'Former keys of the license that have not ended, the last replaced first.',
  })
  formerKeys(
    @Root() { pk }: LicenseRow,
    @Ctx() context: Context,
  ): Promise<readonly FormerKeyRow[]> {
    return childLoader(
      context,
      'License.formerKeys',
      (scope, keys: readonly number[]) => this.former.ofLicenses(scope, keys, context.now),
      (row) => row.licenseId,
    ).load(pk);
  }

  @Write(() => ReplaceLicenseKeyInput, () => ReplaceLicenseKeyPayload, {
    description:
      'Replaces a license key that has become known to others. From then on the former key activates no other server, moves nothing and deactivates nothing (`LICENSE_KEY_REPLACED`). For 30 days a server that was active already can check in and be activated again with it, and the license is found by it; then it ends. People keep activating the license in their account without typing a key. A key that is replaced again keeps its own end. Everybody who may see the key is mailed it, at the customer and at the partner that sold or leases the license; contacts that receive important notices are mailed without the key. Errors: `LICENSE_ENDED`.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  replaceLicenseKey(
    { reason }: ReplaceLicenseKeyInput,
    call: Call<LicenseRow>,
  ): Promise<Outcome<ReplaceLicenseKeyPayload>> {
    const { scope, now, target } = call;
    return call.commit(async (unit) => {
      const license = await new LockedLicenseRepository(unit.tx).lock(scope, target.pk);
      refuse(decideReplaceKey(license));
      const endsAt = formerKeyEnd(now);
      const made = new LicenseMakingRepository(unit.tx, this.sealer);
      const key = await made.replaceKey(scope, target.pk, now, endsAt);
      unit.audit({
        subject: new RowRef('License', target.pk),
        accountId: license.customerAccountId ?? license.accountId,
        before: { formerKeyEndsAt: null },
        after: { formerKeyEndsAt: endsAt.toISOString() },
        reason,
      });
      await this.notify(unit, call, license, key, endsAt);
      return { license: new RowRef('License', target.pk) };
    });
  }

  /** Both sides of the license, each with what it may see. */
  private async notify(
    unit: Unit,
    { scope, target }: Call<LicenseRow>,
    license: LockedLicense,
    key: string,
    endsAt: Date,
  ): Promise<void> {
    const { pk, accountId, customerAccountId, origin } = license;
    const named = (await new LicenseChangesRepository(unit.tx).named(scope, [license])).get(pk);
    const said = {
      product: named?.product ?? '',
      addOns: named?.addOns ?? [],
      formerKeyEndsOn: dayOf(endsAt, this.timeZone),
    };
    const tell = (to: number, seenWith: KeyPermission, customerEmail: string | null) =>
      this.notifier.notify(unit, to, { event: 'LICENSE_KEY_REPLACED', seenWith }, () => ({
        parameters: { ...said, customerEmail },
        keys: { key },
      }));
    if (customerAccountId !== null) await tell(customerAccountId, 'ACTIVATE_LICENSES', null);
    if (customerAccountId !== accountId)
      await tell(accountId, PAYER_SEES_KEYS_WITH[origin], target.customerEmail);
  }
}
