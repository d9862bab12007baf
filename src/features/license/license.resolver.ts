import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../domain/billing/day-of';
import type { Sealer } from '../../database/sealing';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { accountLoader } from '../account/account.loaders';
import type { AccountRepository } from '../account/account.repository';
import { Account, type AccountRow } from '../account/account.types';
import { AddOn, type AddOnRow } from '../catalog/catalog.types';
import type { Context } from '../context';
import { customerOfLicenseLoader } from '../customer/customer.loaders';
import type { CustomerRepository } from '../customer/customer.repository';
import { Customer, type CustomerRow } from '../customer/customer.types';
import { KEY_SEAL } from './key-hash';
import { LICENSE_ORDERS } from './license.lists';
import { activationsLoader, addOnsOfLicenseLoader, licenseLoader } from './license.loaders';
import type { LicenseRepository, Sale } from './license.repository';
import {
  Activation,
  License,
  LicenseConnection,
  Maintenance,
  Seller,
  type ActivationRow,
  type LicenseSort,
  type LicenseRow,
  type SellerRow,
} from './license.types';

@Resolver(() => License)
export class LicenseResolver {
  constructor(
    private readonly licenses: LicenseRepository,
    private readonly accounts: AccountRepository,
    private readonly customers: CustomerRepository,
    private readonly sealer: Sealer,
    private readonly timeZone: string,
  ) {}

  @FieldResolver(() => String, {
    nullable: true,
    description: 'License key. Anybody who has it can run the product.',
  })
  key(@Root() { keySealed }: LicenseRow): string {
    return this.sealer.unseal(keySealed, KEY_SEAL);
  }

  @FieldResolver(() => [AddOn], { description: 'Add-ons of the license.' })
  addOns(@Root() { pk }: LicenseRow, @Ctx() context: Context): Promise<readonly AddOnRow[]> {
    return addOnsOfLicenseLoader(context, this.licenses).load(pk);
  }

  @FieldResolver(() => [Activation], {
    nullable: true,
    description:
      'Activations of the license, newest first; the partner that sold or leases it sees only the current ones.',
  })
  activations(
    @Root() { pk }: LicenseRow,
    @Ctx() context: Context,
  ): Promise<readonly ActivationRow[]> {
    return activationsLoader(context, this.licenses).load(pk);
  }

  @FieldResolver(() => Maintenance, {
    nullable: true,
    description: 'Maintenance and Support; null for leased licenses, where it is included.',
  })
  maintenance(
    @Root() { maintenanceFrom: startsOn, maintenanceTo: endsOn }: LicenseRow,
    @Ctx() { now }: Context,
  ): Maintenance | null {
    if (startsOn === null || endsOn === null) return null;
    const today = dayOf(now, this.timeZone);
    return { startsOn, endsOn, current: startsOn <= today && today <= endsOn };
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description:
      'The account that paid for the license. Visible to that account only; null for others.',
  })
  owner(@Root() { accountId }: LicenseRow, @Ctx() context: Context): Promise<AccountRow | null> {
    return accountLoader(context, this.accounts).load(accountId);
  }

  @FieldResolver(() => Customer, {
    nullable: true,
    description:
      'Customer that a partner resold or leased it to; null in stock and for purchases. Visible to the paying account only.',
  })
  customer(
    @Root() { pk, origin, customerAccountId }: LicenseRow,
    @Ctx() context: Context,
  ): Promise<CustomerRow | null> | null {
    if (origin === 'PURCHASED' || customerAccountId === null) return null;
    return customerOfLicenseLoader(context, this.customers).load(pk);
  }

  @FieldResolver(() => Seller, {
    nullable: true,
    description: 'Partner that sold or leases it; null for purchases.',
  })
  seller(@Root() { origin, payerName, grants }: LicenseRow): SellerRow | null {
    return origin === 'PURCHASED' ? null : { name: payerName, grants };
  }
}

@Resolver(() => Activation)
export class ActivationResolver {
  constructor(private readonly licenses: LicenseRepository) {}

  @FieldResolver(() => License, {
    nullable: true,
    description: 'The license of the activation.',
  })
  license(
    @Root() { licenseId }: ActivationRow,
    @Ctx() context: Context,
  ): Promise<LicenseRow | null> {
    return licenseLoader(context, this.licenses).load(licenseId);
  }
}

@Resolver(() => Customer)
export class CustomerLicensesResolver {
  private readonly list: ListDeclaration<LicenseRow, Sale, LicenseSort>;

  constructor(
    licenseRows: LicenseRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Customer.licenses',
      type: 'License',
      connection: LicenseConnection,
      orders: LICENSE_ORDERS,
      parentOf: (row) => row.customerAccountId ?? 0,
      reader: {
        rows: (scope, customers, sale, order, request) =>
          licenseRows.ofCustomers(scope, sale, order, request, customers),
        counts: (scope, customers, sale) => licenseRows.countsOfCustomers(scope, sale, customers),
      },
    };
  }

  @FieldResolver(() => LicenseConnection, {
    nullable: true,
    description:
      'Licenses that the partner resold, or leases, to this customer, newest first; those of the `relations` that the viewer may see.',
  })
  licenses(
    @Root() { customerAccountId, accountId: partner, relations }: CustomerRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const sale = { partner, relations };
    const order = 'NEWEST_FIRST';
    return this.lists.connection(context, this.list, customerAccountId, page, order, sale);
  }
}
