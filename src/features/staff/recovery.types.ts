import { Field, InputType, ObjectType } from 'type-graphql';
import type { StaffMails } from '../../domain/mail/staff-mails';
import type { Unit } from '../../graphql/call';
import { Email, Id, Text } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Account, type AccountRow } from '../account/account.types';
import { User, type UserRow } from '../user/user.types';

const REASON = 'Reason. It is shown in the history, and the person concerned can read it.';

/** Tells the staff by mail; what writes it lies elsewhere. */
export type NotifyStaff = (
  unit: Unit,
  said: StaffMails['staff-recovery']['parameters'],
) => Promise<void>;

/** What one member of the staff asked for. */
export interface RecoveryRow {
  readonly requestedBy: number;
  readonly reason: string;
  readonly requestedAt: Date;
  readonly effectiveAt: Date;
}

export interface HolderReplacementRow extends RecoveryRow {
  readonly toUserId: number;
  readonly newHolderName: string;
  readonly newHolderEmail: string;
}

/** What staff asked for and what waits. */
@ObjectType({ simpleResolvers: true })
abstract class WaitingRecovery {
  @Field(() => DateTimeScalar, { description: 'When it was requested.' })
  readonly requestedAt!: Date;
  @Field(() => DateTimeScalar, {
    description:
      'When it takes effect, or up to an hour later. It takes effect at once when another member of the staff requests the same.',
  })
  readonly effectiveAt!: Date;
  @Field(() => String, { description: 'Reason for the request.' })
  readonly reason!: string;
}

@ObjectType({
  description:
    "A pending removal of a person's second factor, requested by staff. It can be canceled.",
  simpleResolvers: true,
})
export class TwoFactorReset extends WaitingRecovery {}

@ObjectType({
  description:
    'A pending replacement of the holder of an account, requested by staff. It can be canceled.',
  simpleResolvers: true,
})
export class HolderReplacement extends WaitingRecovery {
  @Field(() => String, { description: 'Full name of the new holder.' })
  readonly newHolderName!: string;
  @Field(() => String, { description: 'E-mail address that the new holder signs in with.' })
  readonly newHolderEmail!: string;
}

@InputType({ description: 'Removes the second factor of a person who has lost it.' })
export class ResetTwoFactorInput extends DryRunInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
  @Text(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `resetTwoFactor`.', simpleResolvers: true })
export class ResetTwoFactorPayload extends DryRunPayload {
  @Field(() => User, {
    nullable: true,
    description: 'The person: `twoFactorReset` is set while the removal is pending.',
  })
  readonly user!: UserRow | null;
}

@InputType({ description: 'Cancels the removal of a second factor.' })
export class CancelTwoFactorResetInput extends DryRunInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
}

@ObjectType({ description: 'Result of `cancelTwoFactorReset`.', simpleResolvers: true })
export class CancelTwoFactorResetPayload extends DryRunPayload {
  @Field(() => User, { nullable: true, description: 'The person, who keeps the second factor.' })
  readonly user!: UserRow | null;
}

@InputType({
  description: 'Replaces the holder of an account when the present one is not available any more.',
})
export class ReplaceHolderInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Email({ description: 'E-mail address that the new holder signs in with. It must be verified.' })
  readonly email!: string;
  @Text(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `replaceHolder`.', simpleResolvers: true })
export class ReplaceHolderPayload extends DryRunPayload {
  @Field(() => Account, {
    nullable: true,
    description: 'The account: `holderReplacement` is set while the replacement is pending.',
  })
  readonly account!: AccountRow | null;
}

@InputType({ description: 'Cancels the replacement of a holder.' })
export class CancelHolderReplacementInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
}

@ObjectType({ description: 'Result of `cancelHolderReplacement`.', simpleResolvers: true })
export class CancelHolderReplacementPayload extends DryRunPayload {
  @Field(() => Account, {
    nullable: true,
    description: 'The account, which keeps its holder.',
  })
  readonly account!: AccountRow | null;
}
