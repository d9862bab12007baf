import type DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { userOf } from '../../domain/people/actor';
import {
  decideCancelReversal,
  decideConfirmReversal,
  decideRequestReversal,
} from '../../domain/reselling/license-reversal';
import type { Reason } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { rowLoader } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { accountLoader } from '../account/account.loaders';
import type { AccountRepository } from '../account/account.repository';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { licenseLoader } from '../license/license.loaders';
import type { LicenseRepository } from '../license/license.repository';
import { License, type LicenseRow } from '../license/license.types';
import type { LicenseReversalRepository } from './license-reversal.repository';
import type { LicenseReversalService } from './license-reversal.service';
import {
  CancelLicenseReversalInput,
  CancelLicenseReversalPayload,
  ConfirmLicenseReversalInput,
  ConfirmLicenseReversalPayload,
  LicenseReversal,
  RequestLicenseReversalInput,
  RequestLicenseReversalPayload,
  type LicenseReversalRow,
} from './license-reversal.types';

const pendingLoader = (
  context: Context,
  reversals: LicenseReversalRepository,
): DataLoader<number, LicenseReversalRow | null> =>
  rowLoader(
    context,
    'License.reversal',
    (scope, keys) => reversals.pending(scope, keys, context.now),
    (row) => row.licenseId,
  );

@Resolver(() => LicenseReversal)
export class ReversalAccountResolver {
  constructor(private readonly accounts: AccountRepository) {}

  @FieldResolver(() => Account, {
    nullable: true,
    description:
      'Account that a purchased license should have been bought on; null for a resold license, whose replacement goes into the stock of its reseller.',
  })
  toAccount(
    @Root() { toAccountId }: LicenseReversalRow,
    @Ctx() context: Context,
  ): Promise<AccountRow | null> | null {
    return toAccountId === null ? null : accountLoader(context, this.accounts).load(toAccountId);
  }
}

/** The way out of a mistaken assignment, or a mistaken account (R72). */
@Resolver(() => License)
export class LicenseReversalResolver {
  constructor(
    private readonly service: LicenseReversalService,
    private readonly reversals: LicenseReversalRepository,
    private readonly licenses: LicenseRepository,
  ) {}

  @FieldResolver(() => LicenseReversal, {
    nullable: true,
    description:
      'Pending request of staff to take the license back, which another one of them confirms; null when there is none.',
  })
  reversal(
    @Root() { pk }: LicenseRow,
    @Ctx() context: Context,
  ): Promise<LicenseReversalRow | null> {
    return pendingLoader(context, this.reversals).load(pk);
  }

  @FieldResolver(() => License, {
    nullable: true,
    description:
      'License that took the place of this one, when staff took it back because of a mistake; null otherwise, and when it is on another account.',
  })
  async replacedBy(
    @Root() { pk }: LicenseRow,
    @Ctx() context: Context,
  ): Promise<LicenseRow | null> {
    const tie = await rowLoader(
      context,
      'License.replacedBy',
      (scope, keys) => this.reversals.replacementsOf(scope, keys),
      (row) => row.licenseId,
    ).load(pk);
    return tie && licenseLoader(context, this.licenses).load(tie.replacementId);
  }

  @FieldResolver(() => License, {
    nullable: true,
    description:
      'License whose place this one took, when staff took that back because of a mistake; null otherwise, and when it is on another account.',
  })
  async replaces(@Root() { pk }: LicenseRow, @Ctx() context: Context): Promise<LicenseRow | null> {
    const tie = await rowLoader(
      context,
      'License.replaces',
      (scope, keys) => this.reversals.replacedBy(scope, keys),
      (row) => row.replacementId,
    ).load(pk);
    return tie && licenseLoader(context, this.licenses).load(tie.licenseId);
  }

  @Write(() => RequestLicenseReversalInput, () => RequestLicenseReversalPayload, {
    description:
      'Requests to take back a license that was assigned to the wrong customer, or bought on the wrong account. Nothing changes until another member of the staff confirms it, within seven days. For a resold license its replacement goes into the stock of the reseller; for a purchased one `toAccountId` names the account that gets it. Staff are notified by mail. Errors: `LICENSE_LEASED`, `LICENSE_UNASSIGNED`, `LICENSE_SUSPENDED`, `LICENSE_ENDED`, `ALREADY_REQUESTED` when a request is pending, `MISSING` when a purchased license needs `toAccountId`, `LICENSE_RESOLD` when a resold one is given it, `SAME_ACCOUNT`.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  requestLicenseReversal(
    input: RequestLicenseReversalInput,
    call: Call<LicenseRow>,
  ): Promise<Outcome<RequestLicenseReversalPayload>> {
    return this.service.request(call, input);
  }

  @Write(() => ConfirmLicenseReversalInput, () => ConfirmLicenseReversalPayload, {
    description:
      'Confirms what another member of the staff requested. The license ends with all its activations, and a replacement is made with a new key, the same product, add-ons, and Maintenance and Support as they are now. Nothing is charged or refunded; the invoice stays as it is. If it is voided or credited later, the replacement ends. The customer of the license, the account that gets its replacement, and staff are notified by mail. Errors: `NOTHING_REQUESTED`, `SECOND_PERSON_NEEDED` when the same member requested it, `CONFIRMATION_DIFFERS` when another account was requested, `CHECKOUT_IN_PROGRESS` when payment of an order for the license is pending, `LICENSE_ENDED`, `LICENSE_SUSPENDED`.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  confirmLicenseReversal(
    input: ConfirmLicenseReversalInput,
    call: Call<LicenseRow>,
  ): Promise<Outcome<ConfirmLicenseReversalPayload>> {
    return this.service.confirm(call, input);
  }

  @Write(() => CancelLicenseReversalInput, () => CancelLicenseReversalPayload, {
    description:
      'Cancels a request to take back a license: by the one who requested it, or by another member of the staff. Staff are notified by mail. Errors: `NOTHING_REQUESTED` when none is pending.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  cancelLicenseReversal(
    _input: CancelLicenseReversalInput,
    call: Call<LicenseRow>,
  ): Promise<Outcome<CancelLicenseReversalPayload>> {
    return this.service.cancel(call);
  }
}

/** What `viewerCan` asks; the mutations ask the same under the lock. */
export const reversalDecisions = (reversals: LicenseReversalRepository) => ({
  requestLicenseReversal: async (row: LicenseRow, context: Context): Promise<Reason | null> =>
    decideRequestReversal(row, await pendingLoader(context, reversals).load(row.pk)),
  confirmLicenseReversal: async (row: LicenseRow, context: Context): Promise<Reason | null> =>
    decideConfirmReversal(
      row,
      await pendingLoader(context, reversals).load(row.pk),
      userOf(context.actor),
    ),
  cancelLicenseReversal: async (row: LicenseRow, context: Context): Promise<Reason | null> =>
    decideCancelReversal(await pendingLoader(context, reversals).load(row.pk)),
});
