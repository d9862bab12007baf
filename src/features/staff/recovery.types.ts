import { Field, InputType, ObjectType } from 'type-graphql';
import type { StaffMails } from '../../domain/mail/staff-mails';
import type { Unit } from '../../graphql/call';
import { Email, Id, Text } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Account, type AccountRow } from '../account/account.types';
import { User, type UserRow } from '../user/user.types';

const REASON = 'Why. It stands in the history, and the person concerned reads it.';

/** Tells the staff by mail; what writes it lies elsewhere. */
export type TellStaff = (
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
  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  readonly requestedAt!: Date;
  @Field(() => DateTimeScalar, {
    description:
      'When it is done without anybody else, or up to an hour later. It is done at once when another member of the staff asks for the same.',
  })
  readonly effectiveAt!: Date;
  @Field(() => String, { description: 'Why it was asked for.' })
  readonly reason!: string;
}

@ObjectType({
  description:
    'A removal of the second factor of a person that staff have asked for. It can be canceled.',
  simpleResolvers: true,
})
export class TwoFactorReset extends WaitingRecovery {}

@ObjectType({
  description:
    'A change of the holder of an account that staff have asked for. It can be canceled.',
  simpleResolvers: true,
})
export class HolderReplacement extends WaitingRecovery {
  @Field(() => String, { description: 'Full name of who is to be the holder.' })
  readonly newHolderName!: string;
  @Field(() => String, { description: 'E-mail that the new holder signs in with.' })
  readonly newHolderEmail!: string;
}

@InputType({ description: 'Removes the second factor of a person who has lost it.' })
export class ResetTwoFactorInput extends RehearsableInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
  @Text(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `resetTwoFactor`.', simpleResolvers: true })
export class ResetTwoFactorPayload extends RehearsablePayload {
  @Field(() => User, {
    nullable: true,
    description: 'The person as they are now: `twoFactorReset` says whether it waits.',
  })
  readonly user!: UserRow | null;
}

@InputType({ description: 'Cancels the removal of a second factor.' })
export class CancelTwoFactorResetInput extends RehearsableInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
}

@ObjectType({ description: 'Result of `cancelTwoFactorReset`.', simpleResolvers: true })
export class CancelTwoFactorResetPayload extends RehearsablePayload {
  @Field(() => User, { nullable: true, description: 'The person, who keeps the second factor.' })
  readonly user!: UserRow | null;
}

@InputType({ description: 'Gives an account another holder, because the one it has is gone.' })
export class ReplaceHolderInput extends RehearsableInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Email({ description: 'E-mail that the new holder signs in with. They must have confirmed it.' })
  readonly email!: string;
  @Text(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `replaceHolder`.', simpleResolvers: true })
export class ReplaceHolderPayload extends RehearsablePayload {
  @Field(() => Account, {
    nullable: true,
    description: 'The account as it is now: `holderReplacement` says whether it waits.',
  })
  readonly account!: AccountRow | null;
}

@InputType({ description: 'Cancels the replacement of a holder.' })
export class CancelHolderReplacementInput extends RehearsableInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
}

@ObjectType({ description: 'Result of `cancelHolderReplacement`.', simpleResolvers: true })
export class CancelHolderReplacementPayload extends RehearsablePayload {
  @Field(() => Account, {
    nullable: true,
    description: 'The account, which stays with its holder.',
  })
  readonly account!: AccountRow | null;
}
