import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../domain/billing/day-of';
import { PageArgs } from '../../graphql/connection';
import type { Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { licenseConditions, licenseList, type LicenseListDeclaration } from './license.lists';
import type { LicenseRepository } from './license.repository';
import { LicenseConnection, LicenseFilter, LicenseSort } from './license.types';

@Resolver(() => Account)
export class AccountLicensesResolver {
  private readonly own: LicenseListDeclaration;

  constructor(
    licenses: LicenseRepository,
    private readonly lists: Lists,
    private readonly timeZone: string,
  ) {
    this.own = licenseList(licenses, 'own', 'Account.licenses');
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
}
