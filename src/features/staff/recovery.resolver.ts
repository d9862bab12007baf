import type DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { staffRoleOf, userOf } from '../../domain/people/actor';
import {
  decideCancelRecovery,
  decideReplaceHolder,
  decideTwoFactorReset,
} from '../../domain/people/recovery';
import type { Reason } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { rowLoader } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { User, type UserRow } from '../user/user.types';
import type { HolderRecovery } from './holder-recovery';
import type { HolderFacts, HolderReplacementRepository } from './holder-replacement.repository';
import {
  CancelHolderReplacementInput,
  CancelHolderReplacementPayload,
  CancelTwoFactorResetInput,
  CancelTwoFactorResetPayload,
  HolderReplacement,
  ReplaceHolderInput,
  ReplaceHolderPayload,
  ResetTwoFactorInput,
  ResetTwoFactorPayload,
  TwoFactorReset,
  type HolderReplacementRow,
  type RecoveryRow,
} from './recovery.types';
import type { TwoFactorRecovery } from './two-factor-recovery';
import type { TwoFactorFacts, TwoFactorResetRepository } from './two-factor-reset.repository';

const WAITS =
  'It takes effect after 48 hours, in which the person concerned can cancel, or at once when another member of the staff requests the same. Everybody concerned is notified by mail when it is requested, canceled and carried out.';

const twoFactorLoader = (
  context: Context,
  resets: TwoFactorResetRepository,
): DataLoader<number, TwoFactorFacts | null> =>
  rowLoader(
    context,
    'User.twoFactorReset',
    (scope, keys) => resets.facts(scope, keys),
    (row) => row.userId,
  );

const holderLoader = (
  context: Context,
  replacements: HolderReplacementRepository,
): DataLoader<number, HolderFacts | null> =>
  rowLoader(
    context,
    'Account.holderReplacement',
    (scope, keys) => replacements.facts(scope, keys),
    (row) => row.accountId,
  );

/** Ways out for who has lost the second factor (R72). */
@Resolver(() => User)
export class TwoFactorRecoveryResolver {
  constructor(
    private readonly recovery: TwoFactorRecovery,
    private readonly resets: TwoFactorResetRepository,
  ) {}

  @FieldResolver(() => TwoFactorReset, {
    nullable: true,
    description:
      'Pending removal of the second factor, requested by staff; null when there is none.',
  })
  async twoFactorReset(
    @Root() { pk }: UserRow,
    @Ctx() context: Context,
  ): Promise<RecoveryRow | null> {
    return (await twoFactorLoader(context, this.resets).load(pk))?.pending ?? null;
  }

  @Write(() => ResetTwoFactorInput, () => ResetTwoFactorPayload, {
    description: `Removes the second factor of a person who has lost it, and ends their sessions. ${WAITS} A valid code of the second factor cancels it meanwhile. Errors: \`TWO_FACTOR_OFF\` when the person has no second factor, \`ALREADY_REQUESTED\` when the same member of the staff requested it already, \`OWN_SECOND_FACTOR\`, \`ADMIN_NEEDED\` when the person is a member of the staff.`,
    on: { type: 'User', id: 'userId' },
    dryRun: true,
    decided: true,
  })
  resetTwoFactor(input: ResetTwoFactorInput, call: Call): Promise<Outcome<ResetTwoFactorPayload>> {
    return this.recovery.reset(input, call);
  }

  @Write(() => CancelTwoFactorResetInput, () => CancelTwoFactorResetPayload, {
    description:
      'Cancels the removal of a second factor: by the person, or by staff. Errors: `NOTHING_REQUESTED` when none is pending.',
    on: { type: 'User', id: 'userId' },
    dryRun: true,
    decided: true,
  })
  cancelTwoFactorReset(
    _input: CancelTwoFactorResetInput,
    call: Call,
  ): Promise<Outcome<CancelTwoFactorResetPayload>> {
    return this.recovery.cancel(call);
  }
}

/** Ways out for accounts whose holder has left (R72). */
@Resolver(() => Account)
export class HolderRecoveryResolver {
  constructor(
    private readonly recovery: HolderRecovery,
    private readonly replacements: HolderReplacementRepository,
  ) {}

  @FieldResolver(() => HolderReplacement, {
    nullable: true,
    description: 'Pending replacement of the holder, requested by staff; null when there is none.',
  })
  async holderReplacement(
    @Root() { pk }: AccountRow,
    @Ctx() context: Context,
  ): Promise<HolderReplacementRow | null> {
    return (await holderLoader(context, this.replacements).load(pk))?.pending ?? null;
  }

  @Write(() => ReplaceHolderInput, () => ReplaceHolderPayload, {
    description: `Replaces the holder of an account when the present one is not available any more. ${WAITS} The former holder keeps a login without permissions, and their API tokens end. Errors: \`NOBODY_SIGNS_IN_WITH_IT\` when no user has the address, \`IS_HOLDER\` when the person is the holder already, \`NOT_YOURSELF\`, \`ALREADY_REQUESTED\` when the same member of the staff requested it already, \`OTHER_HOLDER_REQUESTED\` when a replacement by another person is pending.`,
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    decided: true,
  })
  replaceHolder(input: ReplaceHolderInput, call: Call): Promise<Outcome<ReplaceHolderPayload>> {
    return this.recovery.replace(input, call);
  }

  @Write(() => CancelHolderReplacementInput, () => CancelHolderReplacementPayload, {
    description:
      'Cancels the replacement of a holder: by the present holder, or by staff. Errors: `NOTHING_REQUESTED` when none is pending.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    decided: true,
  })
  cancelHolderReplacement(
    _input: CancelHolderReplacementInput,
    call: Call,
  ): Promise<Outcome<CancelHolderReplacementPayload>> {
    return this.recovery.cancel(call);
  }
}

/** What `viewerCan` asks; the mutations ask the same under the lock. */
export const recoveryDecisions = (
  resets: TwoFactorResetRepository,
  replacements: HolderReplacementRepository,
) => ({
  resetTwoFactor: async ({ pk }: UserRow, context: Context): Promise<Reason | null> => {
    const { actor } = context;
    const person = await twoFactorLoader(context, resets).load(pk);
    // Nothing known of them: as if they had none.
    return decideTwoFactorReset(
      person ?? { userId: pk, enabled: false, staffRole: null, pending: null },
      { userId: userOf(actor), role: staffRoleOf(actor) },
    );
  },
  cancelTwoFactorReset: async ({ pk }: UserRow, context: Context): Promise<Reason | null> =>
    decideCancelRecovery((await twoFactorLoader(context, resets).load(pk))?.pending ?? null),
  replaceHolder: async ({ pk }: AccountRow, context: Context): Promise<Reason | null> => {
    const { actor } = context;
    const account = await holderLoader(context, replacements).load(pk);
    return decideReplaceHolder(
      { pending: account?.pending ?? null },
      { userId: userOf(actor), role: staffRoleOf(actor) },
    );
  },
  cancelHolderReplacement: async ({ pk }: AccountRow, context: Context): Promise<Reason | null> =>
    decideCancelRecovery((await holderLoader(context, replacements).load(pk))?.pending ?? null),
});
