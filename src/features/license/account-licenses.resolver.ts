import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../domain/billing/day-of';
import { LooksAt } from '../../graphql/looks';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { CUSTOMER_ORDER, relationsSeen } from './customer.lists';
import type { CustomerConditions, CustomerRepository } from './customer.repository';
import { licenseConditions, licenseList, type LicenseListDeclaration } from './license.lists';
import type { LicenseRepository } from './license.repository';
import {
  CustomerConnection,
  CustomerRelation,
  LicenseConnection,
  LicenseFilter,
  LicenseSort,
  type CustomerRow,
} from './license.types';

@Resolver(() => Account)
export class AccountLicensesResolver {
  private readonly own: LicenseListDeclaration;
  private readonly customerList: ListDeclaration<CustomerRow, CustomerConditions, 'BY_NAME'>;

  constructor(
    licenses: LicenseRepository,
    customers: CustomerRepository,
    private readonly lists: Lists,
    private readonly timeZone: string,
  ) {
    this.own = licenseList(licenses, 'own', 'Account.licenses');
    this.customerList = {
      name: 'Account.customers',
      type: 'Account',
      connection: CustomerConnection,
      orders: { BY_NAME: CUSTOMER_ORDER },
      parentOf: (row) => row.partnerAccountId,
      reader: customers,
    };
  }

  @FieldResolver(() => LicenseConnection, {
    nullable: true,
    description:
      'Licenses of the account: bought, assigned or leased to it. Their keys need ACTIVATE_LICENSES.',
  })
  licenses(
    @Root() account: AccountRow,
    @Arg('filter', () => LicenseFilter, { nullable: true, description: 'Which licenses.' })
    filter: LicenseFilter | null | undefined,
    @Arg('orderBy', () => LicenseSort, {
      defaultValue: 'NEWEST_FIRST',
      description: 'Sort order.',
    })
    orderBy: LicenseSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(
      context,
      this.own,
      account.pk,
      page,
      orderBy,
      licenseConditions(filter, dayOf(context.now, this.timeZone)),
    );
  }

  @FieldResolver(() => CustomerConnection, {
    nullable: true,
    description:
      'Customers of a partner, by name. Without `relation`, all that the viewer may see: resold customers need RESELLER, leased ones LEASE_PROVIDER.',
  })
  @LooksAt({ always: 800_000, searched: 800_000, counted: 600_000 })
  customers(
    @Root() account: AccountRow,
    @Arg('relation', () => CustomerRelation, {
      nullable: true,
      description: 'Only customers of this kind.',
    })
    relation: CustomerRelation | null | undefined,
    @Arg('search', () => String, {
      nullable: true,
      description: 'Part of the name or e-mail address.',
    })
    search: string | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    // The rule of the field has seen to `relation`; without it, each kind needs its own permission.
    const relations = relation ? [relation] : relationsSeen(context.actor, account);
    const conditions = { relations, search: search ?? null };
    return this.lists.connection(
      context,
      this.customerList,
      account.pk,
      page,
      'BY_NAME',
      conditions,
    );
  }
}
