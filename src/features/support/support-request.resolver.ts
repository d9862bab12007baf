import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { userOf } from '../../domain/people/actor';
import {
  decideClose,
  decideReopen,
  decideReply,
  decideRecord,
  decideReturnIncident,
  decideUseIncident,
  type SupportRequestState,
} from '../../domain/support/support-request';
import type { Order } from '../../database/page';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { LooksAt } from '../../graphql/looks';
import { accountLoader } from '../account/account.loaders';
import type { AccountRepository } from '../account/account.repository';
import { Account, type AccountRow } from '../account/account.types';
import { rowLoader } from '../../graphql/lists';
import type { ContactRepository } from '../contact/contact.repository';
import { Contact, type ContactRow } from '../contact/contact.types';
import type { Context } from '../context';
import { leaseLoader } from '../lease/lease.loaders';
import type { LeaseRepository } from '../lease/lease.repository';
import { Lease, type LeaseRow } from '../lease/lease.types';
import { licenseLoader } from '../license/license.loaders';
import type { LicenseRepository } from '../license/license.repository';
import { License, type LicenseRow } from '../license/license.types';
import { userLoader } from '../user/user.loaders';
import type { UserRepository } from '../user/user.repository';
import { User, type UserRow } from '../user/user.types';
import type { SupportIncidentRepository } from '../purchase/support-incident.repository';
import type {
  SupportRequestConditions,
  SupportRequestRepository,
} from './support-request.repository';
import {
  SupportMessageConnection,
  SupportRequest,
  SupportRequestConnection,
  SupportRequestFilter,
  SupportRequestSort,
  type SupportMessageRow,
  type SupportRequestRow,
} from './support-request.types';

const ORDERS: Readonly<Record<SupportRequestSort, Order>> = {
  NEWEST_FIRST: [{ column: 'r.id', property: 'pk', descending: true }],
  OLDEST_FIRST: [{ column: 'r.id', property: 'pk', descending: false }],
};

const conditionsOf = (
  filter: SupportRequestFilter | null | undefined,
  assignedTo: number | null = null,
): SupportRequestConditions => ({
  status: filter?.status ?? null,
  search: filter?.search ?? null,
  incidentUsed: filter?.incidentUsed ?? null,
  assignedTo,
});

const incidentsLeftLoader = (
  { loaders, scope }: Context,
  incidents: SupportIncidentRepository,
): DataLoader<number, number> =>
  loaders.get(
    'Account.supportIncidentsLeft',
    () =>
      new DataLoader<number, number>(async (accounts) => {
        const left = await incidents.left(scope, accounts);
        return accounts.map((account) => left.get(account) ?? 0);
      }),
  );

type Requests = ListDeclaration<SupportRequestRow, SupportRequestConditions, SupportRequestSort>;

@Resolver(() => SupportRequest)
export class SupportRequestResolver {
  private readonly all: Requests;
  private readonly said: ListDeclaration<SupportMessageRow, null, 'OLDEST_FIRST'>;

  constructor(
    requests: SupportRequestRepository,
    private readonly rows: {
      readonly accounts: AccountRepository;
      readonly users: UserRepository;
      readonly contacts: ContactRepository;
      readonly licenses: LicenseRepository;
      readonly leases: LeaseRepository;
    },
    private readonly lists: Lists,
  ) {
    this.all = {
      name: 'supportRequests',
      type: 'SupportRequest',
      connection: SupportRequestConnection,
      orders: ORDERS,
      parentOf: () => 0,
      reader: requests.all,
    };
    this.said = {
      name: 'SupportRequest.messages',
      type: 'SupportMessage',
      connection: SupportMessageConnection,
      orders: { OLDEST_FIRST: [{ column: 'm.id', property: 'pk', descending: false }] },
      parentOf: (row) => row.requestId,
      reader: requests.messages,
    };
  }

  @Query(() => SupportRequestConnection, {
    nullable: true,
    description: 'Support requests of all accounts. Staff only.',
  })
  @LooksAt({ searched: 300_000 })
  supportRequests(
    @Arg('filter', () => SupportRequestFilter, { nullable: true, description: 'Which requests.' })
    filter: SupportRequestFilter | null | undefined,
    @Arg('mine', () => Boolean, {
      defaultValue: false,
      description: 'Only those that are assigned to the caller.',
    })
    mine: boolean,
    @Arg('orderBy', () => SupportRequestSort, {
      defaultValue: 'OLDEST_FIRST',
      description: 'Sort order.',
    })
    orderBy: SupportRequestSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const conditions = conditionsOf(filter, mine ? userOf(context.actor) : null);
    return this.lists.connection(context, this.all, 0, page, orderBy, conditions);
  }

  @FieldResolver(() => SupportMessageConnection, {
    nullable: true,
    description: 'Messages, oldest first. Internal notes are only for staff.',
  })
  messages(
    @Root() { pk }: SupportRequestRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.said, pk, page, 'OLDEST_FIRST', null);
  }

  @FieldResolver(() => Account, { nullable: true, description: 'Account that it is about.' })
  account(
    @Root() { accountId }: SupportRequestRow,
    @Ctx() context: Context,
  ): Promise<AccountRow | null> {
    return accountLoader(context, this.rows.accounts).load(accountId);
  }

  @FieldResolver(() => License, {
    nullable: true,
    description: 'License that it is about; null for none.',
  })
  async license(
    @Root() { licenseId }: SupportRequestRow,
    @Ctx() context: Context,
  ): Promise<LicenseRow | null> {
    return licenseId === null ? null : licenseLoader(context, this.rows.licenses).load(licenseId);
  }

  @FieldResolver(() => Lease, {
    nullable: true,
    description: 'Lease that it is about; null for none.',
  })
  async lease(
    @Root() { leaseId }: SupportRequestRow,
    @Ctx() context: Context,
  ): Promise<LeaseRow | null> {
    return leaseId === null ? null : leaseLoader(context, this.rows.leases).load(leaseId);
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description:
      'Contact that it came from; null when a user opened it, and once the contact is removed.',
  })
  async contact(
    @Root() { contactId }: SupportRequestRow,
    @Ctx() context: Context,
  ): Promise<ContactRow | null> {
    if (contactId === null) return null;
    const { contacts } = this.rows;
    const loader = rowLoader(
      context,
      'SupportRequest.contact',
      (scope, keys) => contacts.byKeys(scope, keys),
      ({ pk }) => pk,
    );
    return loader.load(contactId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Member of the staff who looks after it; null for nobody. Staff only.',
  })
  async assignedTo(
    @Root() { assignedTo }: SupportRequestRow,
    @Ctx() context: Context,
  ): Promise<UserRow | null> {
    return assignedTo === null ? null : userLoader(context, this.rows.users).load(assignedTo);
  }
}

@Resolver(() => Account)
export class AccountSupportResolver {
  private readonly list: Requests;

  constructor(
    requests: SupportRequestRepository,
    private readonly incidents: SupportIncidentRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Account.supportRequests',
      type: 'SupportRequest',
      connection: SupportRequestConnection,
      orders: ORDERS,
      parentOf: (row) => row.accountId,
      reader: requests.ofAccount,
    };
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Support incidents that the account bought and that no support request has used up: `useSupportIncident` uses one.',
  })
  supportIncidentsLeft(@Root() { pk }: AccountRow, @Ctx() context: Context): Promise<number> {
    return incidentsLeftLoader(context, this.incidents).load(pk);
  }

  @FieldResolver(() => SupportRequestConnection, {
    nullable: true,
    description:
      'Support requests of the account: for its holder and for staff all of them, for a login those that it opened.',
  })
  @LooksAt({ searched: 500_000 })
  supportRequests(
    @Root() { pk }: AccountRow,
    @Arg('filter', () => SupportRequestFilter, { nullable: true, description: 'Which requests.' })
    filter: SupportRequestFilter | null | undefined,
    @Arg('orderBy', () => SupportRequestSort, {
      defaultValue: 'NEWEST_FIRST',
      description: 'Sort order.',
    })
    orderBy: SupportRequestSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.list, pk, page, orderBy, conditionsOf(filter));
  }
}

/** What `viewerCan` asks; the mutations ask the same under the lock. */
export const supportDecisions = (incidents: SupportIncidentRepository) => {
  const asked =
    (decide: (state: SupportRequestState) => ReturnType<typeof decideReply>) =>
    (row: SupportRequestRow) =>
      Promise.resolve(decide(row));
  return {
    replyToSupportRequest: asked(decideReply),
    attachToSupportRequest: asked(decideReply),
    closeSupportRequest: asked(decideClose),
    reopenSupportRequest: asked(decideReopen),
    useSupportIncident: async (row: SupportRequestRow, context: Context) =>
      decideUseIncident(
        { status: row.status, incidentUsed: row.incidentUsedAt !== null },
        await incidentsLeftLoader(context, incidents).load(row.accountId),
      ),
    recordSupportRequest: ({ supportAuthorized }: ContactRow) =>
      Promise.resolve(decideRecord({ supportAuthorized: supportAuthorized === 1 })),
    returnSupportIncident: ({ incidentUsedAt }: SupportRequestRow) =>
      Promise.resolve(decideReturnIncident({ incidentUsed: incidentUsedAt !== null })),
  };
};
