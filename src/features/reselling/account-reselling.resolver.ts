import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../domain/billing/day-of';
import type { Order } from '../../database/page';
import { LooksAt } from '../../graphql/looks';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import {
  LICENSE_ORDERS,
  licenseConditions,
  licenseList,
  type LicenseListDeclaration,
} from '../license/license.lists';
import type { LicenseRepository } from '../license/license.repository';
import type { LicenseConditions } from '../license/license-filter.repository';
import { LicenseConnection, LicenseSort, type LicenseRow } from '../license/license.types';
import { ResellingFilter, ResoldLicenseSort } from './reselling.types';

const assigned = (descending: boolean): Order => [
  { column: 'l.assigned_at', property: 'assignedAt', descending },
  { column: 'l.id', property: 'pk', descending },
];
const RESOLD_ORDERS: Readonly<Record<ResoldLicenseSort, Order>> = {
  ...LICENSE_ORDERS,
  LAST_ASSIGNED_FIRST: assigned(true),
  FIRST_ASSIGNED_FIRST: assigned(false),
};

/** The reselling section of an account (R37). */
@Resolver(() => Account)
export class AccountResellingResolver {
  private readonly stock: LicenseListDeclaration;
  private readonly resold: ListDeclaration<LicenseRow, LicenseConditions, ResoldLicenseSort>;

  constructor(
    licenses: LicenseRepository,
    private readonly lists: Lists,
    private readonly timeZone: string,
  ) {
    this.stock = licenseList(licenses, 'stock', 'Account.unassignedProducts');
    this.resold = {
      ...licenseList(licenses, 'resold', 'Account.resoldLicenses'),
      orders: RESOLD_ORDERS,
    };
  }

  @FieldResolver(() => LicenseConnection, {
    nullable: true,
    description: 'Stock of a reseller: licenses bought for resale and not assigned yet.',
  })
  unassignedProducts(
    @Root() account: AccountRow,
    @Arg('filter', () => ResellingFilter, { nullable: true, description: 'Which licenses.' })
    filter: ResellingFilter | null | undefined,
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
      this.stock,
      account.pk,
      page,
      orderBy,
      licenseConditions(filter, dayOf(context.now, this.timeZone), filter?.search ?? null),
    );
  }

  @FieldResolver(() => LicenseConnection, {
    nullable: true,
    description: 'Licenses that the reseller assigned to customers.',
  })
  @LooksAt({ searched: 500_000 })
  resoldLicenses(
    @Root() account: AccountRow,
    @Arg('filter', () => ResellingFilter, { nullable: true, description: 'Which licenses.' })
    filter: ResellingFilter | null | undefined,
    @Arg('orderBy', () => ResoldLicenseSort, {
      defaultValue: 'NEWEST_FIRST',
      description: 'Sort order.',
    })
    orderBy: ResoldLicenseSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(
      context,
      this.resold,
      account.pk,
      page,
      orderBy,
      licenseConditions(filter, dayOf(context.now, this.timeZone), filter?.search ?? null),
    );
  }
}
