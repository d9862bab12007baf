import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/access/row-grants';
import type { Day } from '../../domain/billing/calendar';
import type { LeaseInvoice } from '../../domain/billing/lease-invoice';
import type { LeaseReport } from '../../domain/billing/lease-report';
import type { Currency } from '../../domain/billing/money';
import { Money } from '../../graphql/money';
import { DateScalar } from '../../graphql/scalars';
import { Product, type ProductRow } from '../catalogue/catalogue.types';
import { Customer, type CustomerRow } from '../license/license.types';

/** As many months a report covers at most. */
export const MOST_MONTHS = 24;
/** As many months a report covers unless it is said from when. */
export const USUAL_MONTHS = 12;
/** As many customers a report names at most. */
export const MOST_NAMED = 50;

@ObjectType({
  description: 'How many leases of a product were active in a month.',
  simpleResolvers: true,
})
export class LeasesByProductMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  readonly month!: Day;
  @Field(() => Product, {
    description: 'The product; a lease that changed counts for its last one.',
  })
  readonly product!: ProductRow;
  @Field(() => Int, { description: 'How many leases.' })
  readonly leases!: number;
}

@ObjectType({
  description: 'How many leases were started and stopped in a month.',
  simpleResolvers: true,
})
export class LeaseTurnoverMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  readonly month!: Day;
  @Field(() => Int, { description: 'How many were started in it.' })
  readonly starts!: number;
  @Field(() => Int, { description: 'How many were stopped in it.' })
  readonly stops!: number;
  @Field(() => Int, { description: 'How many were active on a day of it: as many are billed.' })
  readonly active!: number;
}

@ObjectType({
  description: 'What the leases of a customer cost in a month.',
  simpleResolvers: true,
})
export class LeaseCostMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  readonly month!: Day;
  @Field(() => Customer, {
    nullable: true,
    description: 'The customer; null for all that are not named, together.',
  })
  readonly customer!: CustomerRow | null;
  @Field(() => Int, { description: 'How many leases.' })
  readonly leases!: number;
  @Field(() => Money, {
    nullable: true,
    description: 'What they cost, before tax; of the running month, as things stand.',
  })
  readonly cost!: Money;
}

@ObjectType({
  description: 'What was leased over some months: rows by month, as a chart draws them.',
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
    description: `A day of the first month; when left out the report covers ${USUAL_MONTHS} months. At most ${MOST_MONTHS} months.`,
  })
  readonly from?: Day | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'A day of the last month; the running one by default.',
  })
  readonly to?: Day | null;
  @Field(() => Int, {
    defaultValue: 10,
    description: `How many customers are named, those that cost most; at most ${MOST_NAMED}. The others are summed up.`,
  })
  readonly customers!: number;
}

@InputType({ description: 'A lease that might be started, at the prices of its day.' })
export class HypotheticalStart {
  @Field(() => String, { description: 'Id of the product.' })
  readonly productId!: string;
  @Field(() => [String], { nullable: true, description: 'Ids of add-ons.' })
  readonly addOnIds?: readonly string[] | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day, today or later in the running month; today by default.',
  })
  readonly on?: Day | null;
  @Field(() => Int, { defaultValue: 1, description: 'How many such leases; at most 1000.' })
  readonly count!: number;
}

@InputType({ description: 'A lease that might be stopped.' })
export class HypotheticalStop {
  @Field(() => String, { description: 'Id of the lease.' })
  readonly leaseId!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day, today or later in the running month; today by default.',
  })
  readonly on?: Day | null;
}

@InputType({ description: 'What might happen until the next lease invoice.' })
export class HypotheticalLeases {
  @Field(() => [HypotheticalStart], { nullable: true, description: 'Starts; at most 100.' })
  readonly starts?: readonly HypotheticalStart[] | null;
  @Field(() => [HypotheticalStop], { nullable: true, description: 'Stops; at most 100.' })
  readonly stops?: readonly HypotheticalStop[] | null;
}

@ObjectType({
  description: 'A line that the next lease invoice would have.',
  simpleResolvers: true,
})
export class ForecastLine {
  @Field(() => Int, { description: 'Place on the invoice, from 1.' })
  readonly position!: number;
  @Field(() => String, { description: 'Lease, product and customer.' })
  readonly description!: string;
  @Field(() => String, {
    description: 'How the amount comes about: `17 of 28 days at 20.00`.',
  })
  readonly explanation!: string;
  @Field(() => Money, { nullable: true, description: 'Before tax.' })
  readonly amount!: Money;
}

@ObjectType({
  description:
    'What the next lease invoice will bill, as things stand, computed as the invoice itself will be.',
})
export class LeaseForecast {
  readonly invoice!: LeaseInvoice | null;
  readonly month!: Day;
  readonly issuedOn!: Day;
  readonly taxNote!: string | null;
  readonly accountId!: number;
  readonly currency!: Currency;
  readonly grants!: RowGrants;
}
