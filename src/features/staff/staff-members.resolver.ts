import type DataLoader from 'dataloader';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { userOf } from '../../domain/people/actor';
import {
  decideChangeStaffRole,
  decideDisableUser,
  decideEnableUser,
  decideRemoveStaff,
  type StaffFacts,
} from '../../domain/people/staff';
import type { Reason } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { PageArgs } from '../../graphql/connection';
import { rowLoader, type ListDeclaration, type Lists } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { DateTimeScalar } from '../../graphql/scalars';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import { User, type UserRow } from '../user/user.types';
import type { StaffMember, StaffMemberRepository } from './staff-member.repository';
import type { StaffMembers } from './staff-members';
import {
  ChangeStaffRoleInput,
  ChangeStaffRolePayload,
  DisableUserInput,
  DisableUserPayload,
  EnableUserInput,
  EnableUserPayload,
  InviteStaffInput,
  InviteStaffPayload,
  RemoveStaffInput,
  RemoveStaffPayload,
  StaffConnection,
  StaffMembership,
} from './staff-members.types';

const memberLoader = (
  context: Context,
  members: StaffMemberRepository,
): DataLoader<number, StaffMember | null> =>
  rowLoader(
    context,
    'User.staffMembership',
    (scope, keys) => members.facts(scope, keys),
    (row) => row.userId,
  );

const LAST = '`LAST_ADMINISTRATOR` when nobody else could administer then';

/** The vendor's own people, and who may not sign in (R70). */
@Resolver(() => User)
export class StaffMembersResolver {
  private readonly list: ListDeclaration<UserRow, null, 'OLDEST_FIRST'>;

  constructor(
    private readonly members: StaffMemberRepository,
    private readonly lists: Lists,
    private readonly service: StaffMembers,
  ) {
    this.list = {
      name: 'staff',
      type: 'User',
      connection: StaffConnection,
      orders: { OLDEST_FIRST: [{ column: 'u.id', property: 'pk', descending: false }] },
      parentOf: () => 0,
      reader: members.members,
    };
  }

  @Query(() => StaffConnection, {
    nullable: true,
    description: "The vendor's staff, and who is invited to it, oldest first. Staff only.",
  })
  staff(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<object> {
    return this.lists.connection(context, this.list, 0, page, 'OLDEST_FIRST', null);
  }

  @FieldResolver(() => StaffMembership, {
    nullable: true,
    description: "Place among the vendor's staff; null for everybody else.",
  })
  async staffMembership(
    @Root() { pk }: UserRow,
    @Ctx() context: Context,
  ): Promise<StaffMembership | null> {
    const member = await memberLoader(context, this.members).load(pk);
    return member === null || (member.staffRole ?? member.invitedRole) === null ? null : member;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      'Since when the person cannot sign in, because an administrator disabled them; null when they can.',
  })
  async disabledAt(@Root() { pk }: UserRow, @Ctx() context: Context): Promise<Date | null> {
    return (await memberLoader(context, this.members).load(pk))?.disabledAt ?? null;
  }

  @Write(() => InviteStaffInput, () => InviteStaffPayload, {
    description:
      "Invites a person to the vendor's staff: a link is mailed by which they choose a password (`resetPassword`), within 7 days. From then on they have the role, in sessions with a second factor. A repeat replaces the invitation. Errors: `ALREADY_STAFF`, `USER_DISABLED`.",
    on: null,
    dryRun: true,
  })
  inviteStaff(input: InviteStaffInput, call: Call): Promise<Outcome<InviteStaffPayload>> {
    return this.service.invite(input, call);
  }

  @Write(() => ChangeStaffRoleInput, () => ChangeStaffRolePayload, {
    description: `Gives a member of the staff, or who is invited, another role, in effect from the next request on. The person is notified by mail. Errors: \`NOT_STAFF\`, ${LAST}.`,
    on: { type: 'User', id: 'userId' },
    dryRun: true,
    decided: true,
  })
  changeStaffRole(
    input: ChangeStaffRoleInput,
    call: Call,
  ): Promise<Outcome<ChangeStaffRolePayload>> {
    return this.service.changeRole(input, call);
  }

  @Write(() => RemoveStaffInput, () => RemoveStaffPayload, {
    description: `Removes a person from the staff, or withdraws the invitation, in effect from the next request on. What they are on accounts stays. The person is notified by mail. Errors: \`NOT_STAFF\`, ${LAST}.`,
    on: { type: 'User', id: 'userId' },
    dryRun: true,
    decided: true,
  })
  removeStaff(_input: RemoveStaffInput, call: Call): Promise<Outcome<RemoveStaffPayload>> {
    return this.service.remove(call);
  }

  @Write(() => DisableUserInput, () => DisableUserPayload, {
    description: `Keeps a person from signing in: from the next request on no session, no mailed link and no API token that they made works. Accounts, licenses and leases stay as they are. Errors: \`ALREADY_DISABLED\`, \`NOT_YOURSELF\`, ${LAST}.`,
    on: { type: 'User', id: 'userId' },
    dryRun: true,
    decided: true,
  })
  disableUser(input: DisableUserInput, call: Call): Promise<Outcome<DisableUserPayload>> {
    return this.service.disable(input, call);
  }

  @Write(() => EnableUserInput, () => EnableUserPayload, {
    description:
      'Lets a disabled person sign in. Sessions and mailed links from before stay ended; API tokens that they made work until they expire. Errors: `NOT_DISABLED`.',
    on: { type: 'User', id: 'userId' },
    dryRun: true,
    decided: true,
  })
  enableUser(input: EnableUserInput, call: Call): Promise<Outcome<EnableUserPayload>> {
    return this.service.enable(input, call);
  }
}

/** What `viewerCan` asks; the mutations ask the same under the lock. */
export const staffDecisions = (members: StaffMemberRepository) => {
  const asked =
    (decide: (person: StaffFacts, by: number | null) => Reason | null) =>
    async ({ pk }: UserRow, context: Context): Promise<Reason | null> => {
      const person = await memberLoader(context, members).load(pk);
      // Out of reach: as if nothing were known of them.
      return decide(person ?? { ...NOBODY, userId: pk }, userOf(context.actor));
    };
  return {
    changeStaffRole: asked((person) => decideChangeStaffRole(person, null)),
    removeStaff: asked(decideRemoveStaff),
    disableUser: asked(decideDisableUser),
    enableUser: asked(decideEnableUser),
  };
};

const NOBODY = { staffRole: null, invitedRole: null, disabledAt: null, lastAdministrator: false };
