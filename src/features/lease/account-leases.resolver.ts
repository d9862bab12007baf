import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../domain/billing/day-of';
import type { Currency } from '../../domain/billing/money';
import { typedAmount } from '../../domain/billing/typed-amount';
import { Refusal } from '../../domain/refusal';
import { badInput } from '../../graphql/errors';
import type { IdCodec } from '../../graphql/ids';
import type { Order } from '../../database/page';
import { LooksAt } from '../../graphql/looks';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { Customer, type CustomerRow } from '../customer/customer.types';
import type { LeaseSearch } from './lease-search.repository';
import type { LeaseRepository } from './lease.repository';
import { LeaseConnection, LeaseFilter, LeaseSort, type LeaseRow } from './lease.types';

/** As many products a filter names at most. */
const MOST_PRODUCTS = 100;

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
    private readonly ids: IdCodec,
    private readonly timeZone: string,
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
    const search = this.searchOf(filter, account, context);
    return this.lists.connection(context, this.list, account.pk, page, orderBy, search);
  }

  private searchOf(
    filter: LeaseFilter | null | undefined,
    { currency }: AccountRow,
    { now }: Context,
  ): LeaseSearch {
    const { productIds, startedFrom, startedTo, stoppedFrom, stoppedTo } = filter ?? {};
    if ((productIds?.length ?? 0) > MOST_PRODUCTS)
      throw badInput(`\`productIds\` can hold at most ${MOST_PRODUCTS}.`);
    const amount = (name: 'monthlyPriceFrom' | 'monthlyPriceTo') =>
      amountOf(filter?.[name], currency, name);
    const [from, to] = [amount('monthlyPriceFrom'), amount('monthlyPriceTo')];
    return {
      status: filter?.status ?? null,
      search: filter?.search ?? null,
      idle: filter?.idle ?? null,
      // What is no product has no leases.
      products: productIds?.flatMap((id) => this.ids.keyOf('Product', id) ?? []) ?? null,
      started: between(startedFrom, startedTo),
      stopped: between(stoppedFrom, stoppedTo),
      monthlyPrice:
        from === null && to === null ? null : { from, to, on: dayOf(now, this.timeZone) },
      now,
    };
  }
}

const between = <Value>(from: Value | null | undefined, to: Value | null | undefined) => ({
  from: from ?? null,
  to: to ?? null,
});

/** Minor units. @throws BAD_USER_INPUT for an amount that the currency does not have. */
function amountOf(
  amount: string | null | undefined,
  currency: Currency,
  field: string,
): number | null {
  if (amount === null || amount === undefined) return null;
  try {
    return Number(typedAmount(amount, currency, [], { zero: true }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw badInput(`\`${field}\`: ${error.reasons[0].message}`);
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
      'Current and past leases for this customer, newest first; empty when `relations` is without LEASED.',
  })
  leases(
    @Root() { customerAccountId, accountId: provider, relations }: CustomerRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): object {
    if (!relations.includes('LEASED')) return NO_LEASES;
    const order = 'NEWEST_FIRST';
    return this.lists.connection(context, this.list, customerAccountId, page, order, provider);
  }
}
