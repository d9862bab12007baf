import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import type { Day } from '../../domain/billing/calendar';
import type { InvoicedLease, InvoicedTerm, LeaseInvoice } from '../../domain/billing/lease-invoice';
import type { LeaseReport } from '../../domain/leasing/lease-report';
import type { Currency } from '../../domain/billing/money';
import { connectionOf } from '../../graphql/connection';
import { Money } from '../../graphql/money';
import { DateScalar } from '../../graphql/scalars';
import { Product, type ProductRow } from '../catalog/catalog.types';
import { LeaseCharge, type LeaseChargeRow } from './lease.types';

/** As many months a report covers at most. */
export const MOST_MONTHS = 24;
/** As many months a report covers unless it is said from when. */
export const USUAL_MONTHS = 12;

@ObjectType({
  description: 'Number of leases of a product that were active in a month.',
  simpleResolvers: true,
})
export class LeasesByProductMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  readonly month!: Day;
  @Field(() => Product, {
    description: 'The product; a lease that changed counts for its last product of the month.',
  })
  readonly product!: ProductRow;
  @Field(() => Int, { description: 'Number of leases.' })
  readonly leases!: number;
}

@ObjectType({
  description: 'Number of leases that were started and stopped in a month.',
  simpleResolvers: true,
})
export class LeaseTurnoverMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  readonly month!: Day;
  @Field(() => Int, { description: 'Leases started in the month.' })
  readonly starts!: number;
  @Field(() => Int, { description: 'Leases stopped in the month.' })
  readonly stops!: number;
  @Field(() => Int, {
    description: 'Leases active on at least one day of the month: those that are billed.',
  })
  readonly active!: number;
}

@ObjectType({
  description: 'Cost of the leases of a customer in a month.',
  simpleResolvers: true,
})
export class LeaseCostMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  readonly month!: Day;
  @Field(() => Int, { description: 'Number of leases.' })
  readonly leases!: number;
  @Field(() => Money, {
    nullable: true,
    description: 'Cost, before tax; for the running month, as of now.',
  })
  readonly cost!: Money;
}

export interface LeaseCostMonthRow extends LeaseCostMonth {
  readonly grants: RowGrants;
}

@ObjectType({
  description: 'Cost of the leases of a customer in all reported months.',
  simpleResolvers: true,
})
export class LeaseCostOfCustomer {
  @Field(() => Int, { description: 'Number of leases that were active in any of the months.' })
  readonly leases!: number;
  @Field(() => Money, {
    nullable: true,
    description: 'Sum of the months, before tax; the running month as of now.',
  })
  readonly cost!: Money;
  @Field(() => [LeaseCostMonth], {
    nullable: true,
    description: 'Cost by month, oldest first; months without an active lease are omitted.',
  })
  readonly months!: readonly LeaseCostMonthRow[];
}

export interface LeaseCostOfCustomerRow extends LeaseCostOfCustomer {
  /** Key of the customer's account, and its cost in minor units: what the list is ordered by. */
  readonly pk: number;
  readonly total: number;
  /** Key of the lease provider. */
  readonly accountId: number;
  readonly grants: RowGrants;
}

export const LeaseCostOfCustomerConnection = connectionOf<LeaseCostOfCustomerRow>(
  'LeaseCostOfCustomer',
  () => LeaseCostOfCustomer,
);

@ObjectType({
  description: 'Leases over a range of months: rows by month, suitable for a chart.',
})
export class LeaseReports {
  readonly report!: LeaseReport;
  readonly accountId!: number;
  readonly currency!: Currency;
  readonly grants!: RowGrants;
}

@ArgsType()
export class ReportArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: `Any day of the first month; omitted: ${USUAL_MONTHS} months are covered. At most ${MOST_MONTHS} months.`,
  })
  readonly from?: Day | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Any day of the last month; omitted: the running month.',
  })
  readonly to?: Day | null;
}

@InputType({ description: 'A hypothetical lease, at the prices of its day.' })
export class HypotheticalStart {
  @Field(() => String, { description: 'Id of the product.' })
  readonly productId!: string;
  @Field(() => [String], { nullable: true, description: 'Ids of add-ons.' })
  readonly addOnIds?: readonly string[] | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the start, today or later in the running month; omitted: today.',
  })
  readonly on?: Day | null;
  @Field(() => Int, { defaultValue: 1, description: 'Number of such leases; at most 1000.' })
  readonly count!: number;
}

@InputType({ description: 'A hypothetical stop of a lease.' })
export class HypotheticalStop {
  @Field(() => String, { description: 'Id of the lease.' })
  readonly leaseId!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the start, today or later in the running month; omitted: today.',
  })
  readonly on?: Day | null;
}

@InputType({ description: 'Hypothetical starts and stops until the next lease invoice.' })
export class HypotheticalLeases {
  @Field(() => [HypotheticalStart], { nullable: true, description: 'Starts; at most 100.' })
  readonly starts?: readonly HypotheticalStart[] | null;
  @Field(() => [HypotheticalStop], { nullable: true, description: 'Stops; at most 100.' })
  readonly stops?: readonly HypotheticalStop[] | null;
}

@ObjectType({
  description: 'A line of the forecast of the next lease invoice.',
  simpleResolvers: true,
})
export class ForecastLine {
  @Field(() => Int, { description: 'Position on the invoice, from 1.' })
  readonly position!: number;
  @Field(() => String, { description: 'Lease, product and customer.' })
  readonly description!: string;
  @Field(() => String, {
    description: 'How the amount is calculated: `17 of 28 days at 20.00`.',
  })
  readonly explanation!: string;
  @Field(() => Money, { nullable: true, description: 'Amount, before tax.' })
  readonly amount!: Money;
  @Field(() => LeaseCharge, {
    nullable: true,
    description: 'Days and monthly prices that the amount is calculated from.',
  })
  readonly leaseCharge!: LeaseChargeRow;
}

export interface ForecastLineRow extends Omit<ForecastLine, 'leaseCharge'> {
  /** Null for a hypothetical one. */
  readonly leaseKey: number | null;
  readonly leaseCharge: LeaseChargeRow;
  readonly grants: RowGrants;
}

/** A lease as a forecast bills it. */
export type ForecastLease = InvoicedLease & {
  readonly terms: readonly (InvoicedTerm & { readonly productId: number })[];
};

@ObjectType({
  description:
    'Forecast of the next lease invoice, calculated in the same way as the invoice itself.',
})
export class LeaseForecast {
  readonly invoice!: LeaseInvoice<ForecastLease> | null;
  readonly month!: Day;
  readonly issuedOn!: Day;
  readonly taxNote!: string | null;
  readonly accountId!: number;
  readonly currency!: Currency;
  readonly grants!: RowGrants;
}
