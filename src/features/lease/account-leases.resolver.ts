import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Order } from '../../database/page';
import { LooksAt } from '../../graphql/looks';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { Customer, type CustomerRow } from '../license/license.types';
import type { LeaseSearch } from './lease-search.repository';
import type { LeaseRepository } from './lease.repository';
import { LeaseConnection, LeaseFilter, LeaseSort, type LeaseRow } from './lease.types';

/** Orders of lists of leases. */
export const LEASE_ORDERS: Readonly<Record<LeaseSort, Order>> = {
  NEWEST_FIRST: [
    { column: 'e.started_on', property: 'startedOn', descending: true },
    { column: 'e.id', property: 'pk', descending: true },
  ],
  OLDEST_FIRST: [
    { column: 'e.started_on', property: 'startedOn', descending: false },
    { column: 'e.id', property: 'pk', descending: false },
  ],
  CUSTOMER_EMAIL: [
    { column: 'e.customer_email', property: 'customerEmail', descending: false },
    { column: 'e.id', property: 'pk', descending: false },
  ],
};

@Resolver(() => Account)
export class AccountLeasesResolver {
  private readonly list: ListDeclaration<LeaseRow, LeaseSearch, LeaseSort>;

  constructor(
    leases: LeaseRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Account.leases',
      type: 'Lease',
      connection: LeaseConnection,
      orders: LEASE_ORDERS,
      parentOf: (row) => row.accountId,
      reader: leases,
    };
  }

  @FieldResolver(() => LeaseConnection, {
    nullable: true,
    description: 'Current and past leases of a lease provider.',
  })
  @LooksAt({ searched: 300_000 })
  leases(
    @Root() account: AccountRow,
    @Arg('filter', () => LeaseFilter, { nullable: true, description: 'Which leases.' })
    filter: LeaseFilter | null | undefined,
    @Arg('orderBy', () => LeaseSort, {
      defaultValue: 'NEWEST_FIRST',
      description: 'Sort order.',
    })
    orderBy: LeaseSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const search = {
      status: filter?.status ?? null,
      search: filter?.search ?? null,
      idle: filter?.idle ?? null,
      now: context.now,
    };
    return this.lists.connection(context, this.list, account.pk, page, orderBy, search);
  }
}

const NO_LEASES = new LeaseConnection({
  page: { rows: [], hasNext: false, hasPrevious: false },
  cursorOf: () => '',
  count: () => Promise.resolve(0),
});

@Resolver(() => Customer)
export class CustomerLeasesResolver {
  /** Of the provider whose key is the filter. */
  private readonly list: ListDeclaration<LeaseRow, number, LeaseSort>;

  constructor(
    leases: LeaseRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Customer.leases',
      type: 'Lease',
      connection: LeaseConnection,
      orders: LEASE_ORDERS,
      parentOf: (row) => row.customerAccountId,
      reader: {
        rows: (scope, customers, provider, order, request) =>
          leases.rowsOfCustomers(scope, provider, customers, order, request),
        counts: (scope, customers, provider) =>
          leases.countsOfCustomers(scope, provider, customers),
      },
    };
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
    return this.lists.connection(context, this.list, pk, page, 'NEWEST_FIRST', partnerAccountId);
  }
}
