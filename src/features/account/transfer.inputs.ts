import { Field, InputType, ObjectType } from 'type-graphql';
import { Permission } from '../../domain/access/permission';
import { Id, Ids, Words } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import type { RowGrants } from '../../domain/access/row-grants';
import { Account, Membership, type AccountRow, type MembershipRow } from './account.types';

/** How many tokens can be kept by name. */
const MOST_TOKENS = 1_000;

@ObjectType({
  description: 'The holder offers the account to one of its logins, who has to accept.',
  simpleResolvers: true,
})
export class AccountTransfer {
  @Field(() => DateTimeScalar, { description: 'When it was offered.' })
  readonly offeredAt!: Date;
  @Field(() => DateTimeScalar, { description: 'Until when it can be accepted.' })
  readonly expiresAt!: Date;
  @Field(() => [Permission], {
    description: 'Permissions that the holder of today would keep as a login.',
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
export class TransferAccountInput extends RehearsableInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Id({ description: 'Membership of the login that is to be its holder.' })
  readonly membershipId!: string;
  @Words(() => Permission, {
    description: 'Permissions that the holder of today keeps as a login.',
    leftOut: 'none',
  })
  readonly formerHolderPermissions?: readonly Permission[];
}

@ObjectType({ description: 'Result of `transferAccount`.', simpleResolvers: true })
export class TransferAccountPayload extends RehearsablePayload {
  @Field(() => Membership, {
    nullable: true,
    description: 'The login that has to accept now; see its `transfer`.',
  })
  readonly membership!: MembershipRow | null;
}

@InputType({ description: 'Accepts an account that its holder offers.' })
export class AcceptTransferInput extends RehearsableInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Ids(MOST_TOKENS, {
    description: "The former holder's API tokens that go on, as the new holder's. All others end.",
    leftOut: 'none goes on',
  })
  readonly keepTokenIds?: readonly string[];
}

@ObjectType({ description: 'Result of `acceptTransfer`.', simpleResolvers: true })
export class AcceptTransferPayload extends RehearsablePayload {
  @Field(() => Account, { nullable: true, description: 'The account, with its new holder.' })
  readonly account!: AccountRow | null;
}

@InputType({ description: 'Calls the offer of an account off; both sides can.' })
export class CancelTransferInput extends RehearsableInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
}

@ObjectType({ description: 'Result of `cancelTransfer`.', simpleResolvers: true })
export class CancelTransferPayload extends RehearsablePayload {
  @Field(() => Account, {
    nullable: true,
    description: 'The account, which stays with its holder.',
  })
  readonly account!: AccountRow | null;
}
