import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { userLoader } from '../user/user.loaders';
import type { UserRepository } from '../user/user.repository';
import { User, type UserRow } from '../user/user.types';
import { Viewer, type ViewerRow } from '../user/viewer.types';
import type { Context } from '../context';
import { accountLoader, membershipsOfUserLoader } from './account.loaders';
import type { AccountRepository } from './account.repository';
import { Account, Membership, type AccountRow, type MembershipRow } from './account.types';
import type { MembershipRepository } from './membership.repository';

@Resolver(() => Membership)
export class MembershipResolver {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
  ) {}

  @FieldResolver(() => Account, {
    nullable: true,
    description:
      'The account. While the viewer is only invited, just its name and number can be read.',
  })
  account(
    @Root() { accountId }: MembershipRow,
    @Ctx() context: Context,
  ): Promise<AccountRow | null> {
    return accountLoader(context, this.accounts).load(accountId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'The person.' })
  user(@Root() { userId }: MembershipRow, @Ctx() context: Context): Promise<UserRow | null> {
    return userLoader(context, this.users).load(userId);
  }
}

/** What the viewer reaches: the accounts by way of the memberships. */
@Resolver(() => Viewer)
export class ViewerMembershipsResolver {
  constructor(private readonly membershipRows: MembershipRepository) {}

  @FieldResolver(() => [Membership], {
    description:
      'Accounts that the viewer belongs to or is invited to, with the permissions there.',
  })
  async memberships(
    @Root() { user }: ViewerRow,
    @Ctx() context: Context,
  ): Promise<readonly MembershipRow[]> {
    return user === null ? [] : membershipsOfUserLoader(context, this.membershipRows).load(user.pk);
  }
}
