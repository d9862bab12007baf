import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { RowGrants } from '../../domain/access/row-grants';
import { LeaseStatus } from '../../domain/licensing/lease';
import { connectionOf } from '../../graphql/connection';
import { Money, type StoredMinor } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars';
import { Product, type ProductRow } from '../catalogue/catalogue.types';

registerEnumType(LeaseStatus, {
  name: 'LeaseStatus',
  description: 'Whether a lease runs.',
  valuesConfig: {
    ACTIVE: { description: 'Runs and is billed, used or not.' },
    STOPPED: { description: 'Was stopped; its license has ended.' },
  },
});

/** Orders of lists of leases. */
export const LeaseOrder = {
  NEWEST_FIRST: 'NEWEST_FIRST',
  OLDEST_FIRST: 'OLDEST_FIRST',
  CUSTOMER_EMAIL: 'CUSTOMER_EMAIL',
} as const;
export type LeaseOrder = keyof typeof LeaseOrder;
registerEnumType(LeaseOrder, {
  name: 'LeaseOrder',
  description: 'Orders of a list of leases.',
  valuesConfig: {
    NEWEST_FIRST: { description: 'Started last, first.' },
    OLDEST_FIRST: { description: 'Started first, first.' },
    CUSTOMER_EMAIL: { description: "By the customer's e-mail address, as the key was sent to it." },
  },
});

@ObjectType({ description: 'Days of a month under the same terms.', simpleResolvers: true })
export class LeaseChargeSegment {
  @Field(() => DateScalar, { description: 'First day.' })
  readonly from!: Day;
  @Field(() => DateScalar, { description: 'Last day.' })
  readonly to!: Day;
  @Field(() => Int, { description: 'How many days, both ends counted.' })
  readonly days!: number;
  @Field(() => Money, { nullable: true, description: 'Price of a whole month under these terms.' })
  readonly rate!: Money;
}

@ObjectType({
  description:
    'What a lease costs in a month, and how that comes about: Σ rate·days ÷ divisor, rounded half up to the cent.',
  simpleResolvers: true,
})
export class LeaseCharge {
  @Field(() => [LeaseChargeSegment], { nullable: true, description: 'The days, by terms.' })
  readonly segments!: readonly LeaseChargeSegment[];
  @Field(() => Int, { description: 'Active days of the month.' })
  readonly days!: number;
  @Field(() => Int, { description: 'What the sum is divided by: the active days, at least 28.' })
  readonly divisor!: number;
  @Field(() => Money, { nullable: true, description: 'The charge, before tax.' })
  readonly amount!: Money;
}

export interface LeaseChargeRow {
  readonly segments: readonly (LeaseChargeSegment & { readonly grants: RowGrants })[];
  readonly days: number;
  readonly divisor: number;
  readonly amount: Money;
  readonly grants: RowGrants;
}

@ObjectType({
  description: 'Terms of a lease from a day on, until the next ones.',
  simpleResolvers: true,
})
export class LeaseTerm {
  @Field(() => DateScalar, { description: 'First day of these terms.' })
  readonly from!: Day;
  @Field(() => Product, { description: 'Product on lease.' })
  readonly product!: ProductRow;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of a whole month, add-ons included, before tax.',
  })
  readonly monthlyPrice!: Money;
}

export interface LeaseTermRow {
  readonly pk: number;
  readonly leaseId: number;
  readonly from: Day;
  readonly product: ProductRow;
  readonly price: StoredMinor;
  readonly monthlyPrice: Money;
  readonly grants: RowGrants;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A license that a lease provider pays by the month for a customer.',
})
export class Lease extends Node {
  @Field(() => String, { description: 'Number for people: `L-100417`.' })
  readonly number!: string;
  @Field(() => Product, { description: 'Product on lease now.' })
  readonly product!: ProductRow;
  @Field(() => String, { nullable: true, description: 'E-mail address that the key was sent to.' })
  readonly customerEmail!: string;
  @Field(() => LeaseStatus, { description: 'Whether the lease runs.' })
  readonly status!: LeaseStatus;
  @Field(() => DateTimeScalar, { description: 'When it started.' })
  readonly startedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was stopped; null while it runs.',
  })
  readonly stoppedAt!: Date | null;
}

export interface LeaseRow extends NodeRow {
  readonly __typename: 'Lease';
  readonly accountId: number;
  readonly licenseId: number;
  readonly customerAccountId: number;
  readonly number: string;
  readonly customerEmail: string;
  readonly customerName: string;
  readonly customerAccountEmail: string;
  readonly status: LeaseStatus;
  readonly currency: Currency;
  readonly startedAt: Date;
  readonly startedOn: Day;
  readonly stoppedAt: Date | null;
  readonly stoppedOn: Day | null;
  readonly product: ProductRow;
}

@InputType({ description: 'Which leases of a list.' })
export class LeaseFilter {
  @Field(() => LeaseStatus, { nullable: true, description: 'Only leases of this status.' })
  readonly status?: LeaseStatus | null;
  @Field(() => String, {
    nullable: true,
    description:
      "What to look for: a lease's number, a customer's e-mail address or part of it, a whole license key, or the name of a server that the license is active on.",
  })
  readonly search?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True for idle leases only: they run, but their license is active on no server, or on one that has been silent for 14 days. False for those that are used.',
  })
  readonly idle?: boolean | null;
}

export const LeaseConnection = connectionOf<LeaseRow>('Lease', () => Lease);
