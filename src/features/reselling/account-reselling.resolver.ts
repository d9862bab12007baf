import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/connection';
import type { Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import {
  licenseConditions,
  licenseList,
  type LicenseListDeclaration,
} from '../license/license.lists';
import type { LicenseRepository } from '../license/license.repository';
import { LicenseConnection, LicenseFilter, LicenseOrder } from '../license/license.types';

/** The reselling section of an account (R37). */
@Resolver(() => Account)
export class AccountResellingResolver {
  private readonly stock: LicenseListDeclaration;
  private readonly resold: LicenseListDeclaration;

  constructor(
    licenses: LicenseRepository,
    private readonly lists: Lists,
  ) {
    this.stock = licenseList(licenses, 'stock', 'Account.unassignedProducts');
    this.resold = licenseList(licenses, 'resold', 'Account.resoldLicenses');
  }

  @FieldResolver(() => LicenseConnection, {
    nullable: true,
    description: 'Stock of a reseller: bought for resale and not assigned to anybody yet (R28).',
  })
  unassignedProducts(
    @Root() account: AccountRow,
    @Arg('filter', () => LicenseFilter, { nullable: true, description: 'Which licenses.' })
    filter: LicenseFilter | null | undefined,
    @Arg('orderBy', () => LicenseOrder, {
      defaultValue: 'NEWEST_FIRST',
      description: 'In which order.',
    })
    orderBy: LicenseOrder,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(
      context,
      this.stock,
      account.pk,
      page,
      orderBy,
      licenseConditions(filter),
    );
  }

  @FieldResolver(() => LicenseConnection, {
    nullable: true,
    description: 'Licenses that the reseller assigned to customers.',
  })
  resoldLicenses(
    @Root() account: AccountRow,
    @Arg('filter', () => LicenseFilter, { nullable: true, description: 'Which licenses.' })
    filter: LicenseFilter | null | undefined,
    @Arg('orderBy', () => LicenseOrder, {
      defaultValue: 'NEWEST_FIRST',
      description: 'In which order.',
    })
    orderBy: LicenseOrder,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(
      context,
      this.resold,
      account.pk,
      page,
      orderBy,
      licenseConditions(filter),
    );
  }
}
