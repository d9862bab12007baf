import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { grantsOn } from '../../domain/people/actor';
import { Permission } from '../../domain/people/permission';
import type { Order } from '../../database/page';
import { PageArgs } from '../../graphql/connection';
import type { IdCodec } from '../../graphql/ids';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { notThere } from '../../permissions/access-denied';
import type { Context } from '../context';
import { accountLoader, holderLoader } from './account.loaders';
import type { AccountFilter, AccountRepository } from './account.repository';
import {
  Account,
  AccountConnection,
  Membership,
  MembershipConnection,
  Partner,
  type AccountRow,
  type MembershipRow,
} from './account.types';
import type { MembershipRepository } from './membership.repository';

const OLDEST_FIRST = {
  account: [{ column: 'a.id', property: 'pk', descending: false }] satisfies Order,
  membership: [{ column: 'm.id', property: 'pk', descending: false }] satisfies Order,
};

@Resolver(() => Account)
export class AccountResolver {
  private readonly everyAccount: ListDeclaration<AccountRow, AccountFilter, 'OLDEST_FIRST'>;
  private readonly people: ListDeclaration<MembershipRow, null, 'OLDEST_FIRST'>;

  constructor(
    private readonly accountRows: AccountRepository,
    private readonly membershipRows: MembershipRepository,
    private readonly lists: Lists,
    private readonly ids: IdCodec,
  ) {
    this.everyAccount = {
      name: 'accounts',
      type: 'Account',
      connection: AccountConnection,
      orders: { OLDEST_FIRST: OLDEST_FIRST.account },
      parentOf: () => 0,
      reader: accountRows,
    };
    this.people = {
      name: 'Account.memberships',
      type: 'Membership',
      connection: MembershipConnection,
      orders: { OLDEST_FIRST: OLDEST_FIRST.membership },
      parentOf: (row) => row.accountId,
      reader: membershipRows.ofAccount,
    };
  }

  @Query(() => Account, {
    nullable: true,
    description:
      'An account that the viewer belongs to, or any account for staff. `NOT_FOUND` for every other id.',
  })
  async account(
    @Arg('id', () => ID, { description: 'Id of the account.' }) id: string,
    @Ctx() context: Context,
  ): Promise<AccountRow> {
    const key = this.ids.keyOf('Account', id);
    const account = key === null ? null : await accountLoader(context, this.accountRows).load(key);
    if (account === null) throw notThere(context.actor);
    return account;
  }

  @Query(() => AccountConnection, {
    nullable: true,
    description: 'Accounts of all customers, oldest first. Staff only.',
  })
  accounts(
    @Arg('search', () => String, {
      nullable: true,
      description: 'Number of an account, or the start of its name or e-mail address.',
    })
    search: string | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.everyAccount, 0, page, 'OLDEST_FIRST', {
      search: search ?? null,
    });
  }

  @FieldResolver(() => Membership, {
    description: 'The membership of the holder, who has complete control of the account.',
  })
  async holder(
    @Root() account: AccountRow,
    @Ctx() context: Context,
  ): Promise<MembershipRow | null> {
    return holderLoader(context, this.membershipRows).load(account.pk);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether the e-mail address is verified: by the link that was mailed there, or because the holder signs in with it. Nothing is assigned to the account by an address that is not.',
  })
  emailVerified(@Root() { emailVerified }: AccountRow): boolean {
    return emailVerified === 1;
  }

  @FieldResolver(() => Partner, {
    nullable: true,
    description: 'Partner capabilities of the account; null when it is not a partner.',
  })
  partner(@Root() { reseller, leaseProvider, discountBasisPoints }: AccountRow): Partner | null {
    if (reseller !== 1 && leaseProvider !== 1) return null;
    const hundredths = String(discountBasisPoints).padStart(3, '0');
    return {
      reseller: reseller === 1,
      leaseProvider: leaseProvider === 1,
      discountPercent: `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`,
    };
  }

  @FieldResolver(() => [Permission], {
    description:
      'Permissions that the viewer has on this account now; empty for staff and for people who have not accepted their invitation.',
  })
  viewerPermissions(@Root() account: AccountRow, @Ctx() { actor }: Context): Permission[] {
    return [...(grantsOn(actor, account.pk)?.permissions ?? [])];
  }

  @FieldResolver(() => MembershipConnection, {
    nullable: true,
    description: 'The holder, the authorized logins and pending invitations, oldest first.',
  })
  memberships(
    @Root() account: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.people, account.pk, page, 'OLDEST_FIRST', null);
  }
}
