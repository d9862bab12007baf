import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Order } from '../../database/page';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { Customer, type CustomerRow } from '../license/license.types';
import type { LeaseConditions, LeaseParent, LeaseRepository } from './lease.repository';
import { LeaseConnection, LeaseFilter, LeaseOrder, type LeaseRow } from './lease.types';

/** Orders of lists of leases. */
export const LEASE_ORDERS: Readonly<Record<LeaseOrder, Order>> = {
  NEWEST_FIRST: [
    { column: 'e.started_on', property: 'startedOn', descending: true },
    { column: 'e.id', property: 'pk', descending: true },
  ],
  OLDEST_FIRST: [
    { column: 'e.started_on', property: 'startedOn', descending: false },
    { column: 'e.id', property: 'pk', descending: false },
  ],
};

type LeaseList = ListDeclaration<LeaseRow, LeaseConditions, LeaseOrder>;

const leaseList = (leases: LeaseRepository, parent: LeaseParent): LeaseList => ({
  name: `leases by ${parent}`,
  type: 'Lease',
  connection: LeaseConnection,
  orders: LEASE_ORDERS,
  parentOf: (row) => (parent === 'account' ? row.accountId : row.customerAccountId),
  reader: {
    rows: (scope, parents, conditions, order, request) =>
      leases.rows(scope, parent, parents, conditions, order, request),
    counts: (scope, parents, conditions) => leases.counts(scope, parent, parents, conditions),
  },
});

@Resolver(() => Account)
export class AccountLeasesResolver {
  private readonly list: LeaseList;

  constructor(
    leases: LeaseRepository,
    private readonly lists: Lists,
  ) {
    this.list = leaseList(leases, 'account');
  }

  @FieldResolver(() => LeaseConnection, {
    nullable: true,
    description: 'Current and past leases of a lease provider (R41).',
  })
  leases(
    @Root() account: AccountRow,
    @Arg('filter', () => LeaseFilter, { nullable: true, description: 'Which leases.' })
    filter: LeaseFilter | null | undefined,
    @Arg('orderBy', () => LeaseOrder, {
      defaultValue: 'NEWEST_FIRST',
      description: 'In which order.',
    })
    orderBy: LeaseOrder,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const conditions = {
      status: filter?.status ?? null,
      search: filter?.search ?? null,
      provider: null,
    };
    return this.lists.connection(context, this.list, account.pk, page, orderBy, conditions);
  }
}

const NO_LEASES = new LeaseConnection({
  page: { rows: [], hasNext: false, hasPrevious: false },
  cursorOf: () => '',
  count: () => Promise.resolve(0),
});

@Resolver(() => Customer)
export class CustomerLeasesResolver {
  private readonly list: LeaseList;

  constructor(
    leases: LeaseRepository,
    private readonly lists: Lists,
  ) {
    this.list = leaseList(leases, 'customer');
  }

  @FieldResolver(() => LeaseConnection, {
    nullable: true,
    description:
      'Current and past leases for this customer, newest first; empty for a resold customer.',
  })
  leases(
    @Root() { pk, partnerAccountId, relation }: CustomerRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): object {
    if (relation !== 'LEASED') return NO_LEASES;
    const conditions = { status: null, search: null, provider: partnerAccountId };
    return this.lists.connection(context, this.list, pk, page, 'NEWEST_FIRST', conditions);
  }
}
