import { Field, InputType, ObjectType } from 'type-graphql';
import { Permission } from '../../domain/people/permission';
import { Id, Ids, EnumListField } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import type { RowGrants } from '../../domain/people/row-grants';
import { Account, Membership, type AccountRow, type MembershipRow } from './account.types';

/** How many tokens can be kept by name. */
const MOST_TOKENS = 1_000;

@ObjectType({
  description: 'A pending transfer: the holder has offered the account to one of its logins.',
  simpleResolvers: true,
})
export class AccountTransfer {
  @Field(() => DateTimeScalar, { description: 'When it was offered.' })
  readonly offeredAt!: Date;
  @Field(() => DateTimeScalar, { description: 'Deadline for accepting it.' })
  readonly expiresAt!: Date;
  @Field(() => [Permission], {
    description: 'Permissions that the present holder keeps as a login.',
  })
  readonly formerHolderPermissions!: readonly Permission[];
}

export interface TransferRow {
  readonly accountId: number;
  readonly fromUserId: number;
  readonly toUserId: number;
  readonly offeredAt: Date;
  readonly expiresAt: Date;
  readonly passwordByHolder: boolean;
  readonly formerHolderPermissions: readonly Permission[];
  readonly grants: RowGrants;
}

@InputType({ description: 'Offers the account to one of its logins.' })
export class TransferAccountInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Id({ description: 'Membership of the login that is to become the holder.' })
  readonly membershipId!: string;
  @EnumListField(() => Permission, {
    description: 'Permissions that the present holder keeps as a login.',
    whenAbsent: 'none',
  })
  readonly formerHolderPermissions?: readonly Permission[];
}

@ObjectType({ description: 'Result of `transferAccount`.', simpleResolvers: true })
export class TransferAccountPayload extends DryRunPayload {
  @Field(() => Membership, {
    nullable: true,
    description: 'The login that has to accept; see its `transfer`.',
  })
  readonly membership!: MembershipRow | null;
}

@InputType({ description: 'Accepts the transfer of an account.' })
export class AcceptTransferInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Ids(MOST_TOKENS, {
    description:
      "API tokens of the former holder that stay valid as the new holder's. All others end.",
    whenAbsent: 'none is kept',
  })
  readonly keepTokenIds?: readonly string[];
}

@ObjectType({ description: 'Result of `acceptTransfer`.', simpleResolvers: true })
export class AcceptTransferPayload extends DryRunPayload {
  @Field(() => Account, { nullable: true, description: 'The account, with its new holder.' })
  readonly account!: AccountRow | null;
}

@InputType({ description: 'Cancels the transfer of an account. Holder and chosen login both can.' })
export class CancelTransferInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
}

@ObjectType({ description: 'Result of `cancelTransfer`.', simpleResolvers: true })
export class CancelTransferPayload extends DryRunPayload {
  @Field(() => Account, {
    nullable: true,
    description: 'The account, which keeps its holder.',
  })
  readonly account!: AccountRow | null;
}
