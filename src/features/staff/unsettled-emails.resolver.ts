import type DataLoader from 'dataloader';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { decideSettleEmail } from '../../domain/people/settle-email';
import type { Reason } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { PageArgs } from '../../graphql/connection';
import { rowLoader, type ListDeclaration, type Lists } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { accountLoader } from '../account/account.loaders';
import type { AccountRepository } from '../account/account.repository';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { userLoader } from '../user/user.loaders';
import type { UserRepository } from '../user/user.repository';
import { User, type UserRow } from '../user/user.types';
import type { EmailSettlement } from './settle-email';
import type { PersonSpellings, UnsettledEmailsRepository } from './unsettled-emails.repository';
import {
  SettleEmailInput,
  SettleEmailPayload,
  UnsettledEmail,
  UnsettledEmailConnection,
  type UnsettledEmailRow,
} from './unsettled-emails.types';

const spellingsLoader = (
  context: Context,
  emails: UnsettledEmailsRepository,
): DataLoader<number, PersonSpellings | null> =>
  rowLoader(
    context,
    'settleEmail',
    (scope, keys) => emails.ofPeople(scope, keys),
    (row) => row.userId,
  );

/** Addresses in a spelling that staff have to settle (R72). */
@Resolver(() => UnsettledEmail)
export class UnsettledEmailResolver {
  private readonly list: ListDeclaration<UnsettledEmailRow, null, 'OLDEST_FIRST'>;

  constructor(
    emails: UnsettledEmailsRepository,
    private readonly users: UserRepository,
    private readonly accounts: AccountRepository,
    private readonly lists: Lists,
    private readonly settlement: EmailSettlement,
  ) {
    this.list = {
      name: 'unsettledEmails',
      type: 'UnsettledEmail',
      connection: UnsettledEmailConnection,
      orders: { OLDEST_FIRST: [{ column: 'e.id', property: 'pk', descending: false }] },
      parentOf: () => 0,
      reader: emails.unsettled,
    };
  }

  @Query(() => UnsettledEmailConnection, {
    nullable: true,
    description:
      'Addresses in a spelling from before addresses had a normal form, in the order in which they were found. Staff only.',
  })
  unsettledEmails(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<object> {
    return this.lists.connection(context, this.list, 0, page, 'OLDEST_FIRST', null);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'User who signs in with it; when there is none, the holder of the account that has it.',
  })
  user(@Root() { userId }: UnsettledEmailRow, @Ctx() context: Context): Promise<UserRow | null> {
    return this.person(userId, context);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'The first account that has it as its address; null when there is none.',
  })
  async account(
    @Root() { accountId }: UnsettledEmailRow,
    @Ctx() context: Context,
  ): Promise<AccountRow | null> {
    return accountId === null ? null : accountLoader(context, this.accounts).load(accountId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'User who signs in with its normal form, or holder of the account that has it; null when there is none. It can still be in use in another spelling.',
  })
  normalFormUser(
    @Root() { normalUserId }: UnsettledEmailRow,
    @Ctx() context: Context,
  ): Promise<UserRow | null> {
    return this.person(normalUserId, context);
  }

  @Write(() => SettleEmailInput, () => SettleEmailPayload, {
    description:
      'Changes the addresses of a person, and of the accounts that the person holds, to their normal form once nobody else has it in any spelling. They are verified, and the person can sign in again, once the link that is mailed there was opened; the former spelling is notified too. Nobody gets another address this way, and nothing is merged. Errors: `NOTHING_TO_SETTLE` when all addresses are in normal form, `EMAIL_IN_USE` when somebody else has the address, `NO_NORMAL_FORM` when it is not a valid address any more.',
    on: { type: 'User', id: 'userId' },
    dryRun: true,
    decided: true,
  })
  settleEmail(input: SettleEmailInput, call: Call): Promise<Outcome<SettleEmailPayload>> {
    return this.settlement.settle(input, call);
  }

  private async person(key: number | null, context: Context): Promise<UserRow | null> {
    return key === null ? null : userLoader(context, this.users).load(key);
  }
}

/** What `viewerCan` asks; the mutation asks the same under the lock. */
export const settlementDecisions = (emails: UnsettledEmailsRepository) => ({
  settleEmail: async ({ pk }: UserRow, context: Context): Promise<Reason | null> =>
    decideSettleEmail((await spellingsLoader(context, emails).load(pk))?.spellings ?? []),
});
