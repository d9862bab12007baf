import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { monthOf, type Day } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import {
  leaseCharge,
  savingIfStopped,
  termOn,
  type LeaseCharge as Charge,
  type LeaseFacts,
  type LeaseTerm as BilledTerm,
} from '../../domain/billing/lease-charge';
import { idleSince, runs, wholeDays } from '../../domain/leasing/lease';
import { Money, money } from '../../graphql/money';
import { DateTimeScalar } from '../../graphql/scalars';
import { productLoader } from '../catalog/catalog.loaders';
import type { CatalogRepository } from '../catalog/catalog.repository';
import { AddOn, Product, type AddOnRow, type ProductRow } from '../catalog/catalog.types';
import type { Context } from '../context';
import { customerOfLicenseLoader } from '../customer/customer.loaders';
import type { CustomerRepository } from '../customer/customer.repository';
import { Customer, type CustomerRow } from '../customer/customer.types';
import {
  activationsLoader,
  addOnsOfLicenseLoader,
  licenseLoader,
} from '../license/license.loaders';
import type { LicenseRepository } from '../license/license.repository';
import { License, type LicenseRow } from '../license/license.types';
import { addOnsOfTermLoader, leaseOfLicenseLoader, termsLoader } from './lease.loaders';
import type { LeaseRepository } from './lease.repository';
import {
  Lease,
  LeaseCharge,
  LeaseChargeSegment,
  LeaseTerm,
  type LeaseChargeRow,
  type LeaseChargeSegmentRow,
  type LeaseRow,
  type LeaseTermRow,
} from './lease.types';

/** A charge as the graph shows it. @param terms Those that it was calculated from. */
export const shownCharge = (
  { segments, days, divisor, amount }: Charge,
  terms: readonly (BilledTerm & { readonly productId: number })[],
  { currency, grants }: Pick<LeaseRow, 'currency' | 'grants'>,
): LeaseChargeRow => ({
  days,
  divisor,
  amount: money(amount, currency),
  segments: segments.map((segment) => ({
    ...segment,
    rate: money(segment.rate, currency),
    productId: termOn(terms, segment.to)?.productId ?? 0,
    grants,
  })),
  grants,
});

const factsOf = (
  { startedOn, stoppedOn }: LeaseRow,
  terms: readonly LeaseTermRow[],
): LeaseFacts => ({
  startedOn,
  stoppedOn,
  terms: terms.map(({ from, price }) => ({ from, monthlyPrice: BigInt(price) })),
});

@Resolver(() => Lease)
export class LeaseResolver {
  constructor(
    private readonly leases: LeaseRepository,
    private readonly licenses: LicenseRepository,
    private readonly customers: CustomerRepository,
    private readonly timeZone: string,
  ) {}

  @FieldResolver(() => License, { nullable: true, description: 'The leased license.' })
  license(@Root() { licenseId }: LeaseRow, @Ctx() context: Context): Promise<LicenseRow | null> {
    return licenseLoader(context, this.licenses).load(licenseId);
  }

  @FieldResolver(() => [AddOn], { description: 'Present add-ons.' })
  addOns(@Root() { licenseId }: LeaseRow, @Ctx() context: Context): Promise<readonly AddOnRow[]> {
    return addOnsOfLicenseLoader(context, this.licenses).load(licenseId);
  }

  @FieldResolver(() => Customer, { nullable: true, description: 'Customer who uses the license.' })
  customer(@Root() { licenseId }: LeaseRow, @Ctx() context: Context): Promise<CustomerRow | null> {
    return customerOfLicenseLoader(context, this.customers).load(licenseId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Server that the license is active on; null when it is not active.',
  })
  async serverName(
    @Root() { licenseId }: LeaseRow,
    @Ctx() context: Context,
  ): Promise<string | null> {
    const activations = await activationsLoader(context, this.licenses).load(licenseId);
    return activations.find((one) => runs(one, context.now))?.serverName ?? null;
  }

  @FieldResolver(() => [LeaseTerm], {
    nullable: true,
    description: 'Terms of the lease, oldest first.',
  })
  terms(@Root() { pk }: LeaseRow, @Ctx() context: Context): Promise<readonly LeaseTermRow[]> {
    return termsLoader(context, this.leases).load(pk);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Price of a whole month under the present terms, add-ons included, before tax.',
  })
  async monthlyPrice(@Root() lease: LeaseRow, @Ctx() context: Context): Promise<Money | null> {
    const terms = await termsLoader(context, this.leases).load(lease.pk);
    const today = this.today(context);
    return terms.findLast((term) => term.from <= today)?.monthlyPrice ?? null;
  }

  @FieldResolver(() => LeaseCharge, {
    nullable: true,
    description:
      'Cost of the running month under the present terms; null when it has no active day.',
  })
  async thisMonth(
    @Root() lease: LeaseRow,
    @Ctx() context: Context,
  ): Promise<LeaseChargeRow | null> {
    const terms = await termsLoader(context, this.leases).load(lease.pk);
    const charge = leaseCharge(monthOf(this.today(context)), factsOf(lease, terms));
    if (charge === null) return null;
    const facts = terms.map(({ from, price, product }) => ({
      ...{ from, monthlyPrice: BigInt(price), productId: product.pk },
    }));
    return shownCharge(charge, facts, lease);
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      'Since when the lease is idle: not active on any server, or active on one that has not checked in for 14 days. Null while it is in use, and once it is stopped.',
  })
  async idleSince(@Root() lease: LeaseRow, @Ctx() context: Context): Promise<Date | null> {
    if (lease.status !== 'ACTIVE') return null;
    const activations = await activationsLoader(context, this.licenses).load(lease.licenseId);
    return idleSince(lease.startedAt, activations, context.now);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Whole days for which it has been idle; null when `idleSince` is null.',
  })
  async idleDays(@Root() lease: LeaseRow, @Ctx() context: Context): Promise<number | null> {
    const since = await this.idleSince(lease, context);
    return since && wholeDays(since, context.now);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Saving until the end of the month if the lease is stopped today; can be zero. Null once it is stopped.',
  })
  async savingIfStopped(@Root() lease: LeaseRow, @Ctx() context: Context): Promise<Money | null> {
    if (lease.status !== 'ACTIVE') return null;
    const terms = await termsLoader(context, this.leases).load(lease.pk);
    return money(savingIfStopped(factsOf(lease, terms), this.today(context)), lease.currency);
  }

  private today({ now }: Context): Day {
    return dayOf(now, this.timeZone);
  }
}

@Resolver(() => LeaseChargeSegment)
export class LeaseChargeSegmentResolver {
  constructor(private readonly catalog: CatalogRepository) {}

  @FieldResolver(() => Product, { nullable: true, description: 'Product under these terms.' })
  product(
    @Root() { productId }: LeaseChargeSegmentRow,
    @Ctx() context: Context,
  ): Promise<ProductRow | null> {
    return productLoader(context, this.catalog).load(productId);
  }
}

@Resolver(() => LeaseTerm)
export class LeaseTermResolver {
  constructor(private readonly leases: LeaseRepository) {}

  @FieldResolver(() => [AddOn], { description: 'Add-ons under these terms.' })
  addOns(@Root() { pk }: LeaseTermRow, @Ctx() context: Context): Promise<readonly AddOnRow[]> {
    return addOnsOfTermLoader(context, this.leases).load(pk);
  }
}

@Resolver(() => License)
export class LicenseLeaseResolver {
  constructor(private readonly leases: LeaseRepository) {}

  @FieldResolver(() => Lease, {
    nullable: true,
    description:
      'The lease that pays for the license. Visible to the provider only; null for licenses that are not leased.',
  })
  lease(
    @Root() { pk, origin }: LicenseRow,
    @Ctx() context: Context,
  ): Promise<LeaseRow | null> | null {
    return origin === 'LEASED' ? leaseOfLicenseLoader(context, this.leases).load(pk) : null;
  }
}
