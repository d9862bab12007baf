import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { RowGrants } from '../../domain/access/row-grants';
import { LicenseOrigin, LicenseStatus } from '../../domain/licensing/license';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars';
import { AddOn, Product, type AddOnRow, type ProductRow } from '../catalogue/catalogue.types';

registerEnumType(LicenseStatus, {
  name: 'LicenseStatus',
  description: 'Where a license stands in its life.',
  valuesConfig: {
    UNASSIGNED: { description: "In a reseller's stock; cannot be activated." },
    READY: { description: 'Can be activated.' },
    ACTIVE: { description: 'Runs on an installation.' },
    REACTIVATION_REQUIRED: {
      description: 'Its terms changed; the installation must be activated again.',
    },
    SUSPENDED: { description: 'Stopped by staff for the time being.' },
    ENDED: { description: 'Over, for instance because its lease was stopped.' },
  },
});
registerEnumType(LicenseOrigin, {
  name: 'LicenseOrigin',
  description: 'How the customer came by a license.',
  valuesConfig: {
    PURCHASED: { description: 'Bought from the vendor for oneself.' },
    RESOLD: { description: 'Bought by a reseller to be resold.' },
    LEASED: { description: 'Leased by the month through a lease provider.' },
  },
});

/** Orders of license lists. */
export const LicenseOrder = { NEWEST_FIRST: 'NEWEST_FIRST', OLDEST_FIRST: 'OLDEST_FIRST' } as const;
export type LicenseOrder = keyof typeof LicenseOrder;
registerEnumType(LicenseOrder, {
  name: 'LicenseOrder',
  description: 'Orders of a list of licenses.',
  valuesConfig: {
    NEWEST_FIRST: { description: 'Bought last, first.' },
    OLDEST_FIRST: { description: 'Bought first, first.' },
  },
});

/** What a partner knows a customer as. */
export const CustomerRelation = { RESOLD: 'RESOLD', LEASED: 'LEASED' } as const;
export type CustomerRelation = keyof typeof CustomerRelation;
registerEnumType(CustomerRelation, {
  name: 'CustomerRelation',
  description: 'How a partner came by a customer.',
  valuesConfig: {
    RESOLD: { description: 'Through a resold license.' },
    LEASED: { description: 'Through a lease, running or stopped.' },
  },
});

@ObjectType({
  description: 'Maintenance and Support of a purchased license.',
  simpleResolvers: true,
})
export class Maintenance {
  @Field(() => DateScalar, { description: 'First day that is covered.' })
  readonly startsOn!: string;
  @Field(() => DateScalar, { description: 'Last day that is covered.' })
  readonly endsOn!: string;
  @Field(() => Boolean, { description: 'Whether today is covered.' })
  readonly current!: boolean;
}

@ObjectType({
  description: 'What a customer sees of the partner that sold or leases a license.',
  simpleResolvers: true,
})
export class Seller {
  @Field(() => String, { description: 'Name of the partner.' })
  readonly name!: string;
}

export interface SellerRow {
  readonly name: string;
  readonly grants: RowGrants;
}

@ObjectType({
  description:
    'What a partner sees of a customer: who it is, and what it sold or leased them. Nothing else of that account.',
  simpleResolvers: true,
})
export class Customer {
  @Field(() => String, { description: "Name of the customer's account." })
  readonly name!: string;
  @Field(() => String, { description: "E-mail address of the customer's account." })
  readonly email!: string;
  @Field(() => CustomerRelation, { description: 'How the partner came by the customer.' })
  readonly relation!: CustomerRelation;
}

export interface CustomerRow {
  /** Key of the customer's account. */
  readonly pk: number;
  readonly partnerAccountId: number;
  readonly name: string;
  readonly email: string;
  readonly relation: CustomerRelation;
  readonly grants: RowGrants;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'The right to run a product, and the key that says so.',
})
export class License extends Node {
  @Field(() => Product, { description: 'Family, edition and level that the license is for.' })
  readonly product!: ProductRow;
  @Field(() => [AddOn], { description: 'Add-ons of the license.' })
  readonly addOns!: readonly AddOnRow[];
  @Field(() => LicenseStatus, { description: 'Where the license stands in its life.' })
  readonly status!: LicenseStatus;
  @Field(() => LicenseOrigin, { description: 'How the customer came by it.' })
  readonly origin!: LicenseOrigin;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When a resold or leased license was assigned to its customer; null before, and for purchases.',
  })
  readonly assignedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was bought or leased: for the paying side alone.',
  })
  readonly createdAt!: Date;
}

export interface LicenseRow extends NodeRow {
  readonly __typename: 'License';
  readonly accountId: number;
  readonly customerAccountId: number | null;
  readonly origin: LicenseOrigin;
  readonly status: LicenseStatus;
  readonly keySealed: Buffer;
  readonly maintenanceFrom: string | null;
  readonly maintenanceTo: string | null;
  readonly assignedAt: Date | null;
  readonly createdAt: Date;
  readonly product: ProductRow;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly payerName: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One installation that runs, or ran, on a license.',
})
export class Activation extends Node {
  @Field(() => String, { description: 'Name of the server.' })
  readonly serverName!: string;
  @Field(() => DateTimeScalar, { description: 'When the installation was activated.' })
  readonly activatedAt!: Date;
  @Field(() => DateTimeScalar, { description: 'When the installation last said that it is alive.' })
  readonly lastSeenAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ends because the license moved to another server; null otherwise.',
  })
  readonly endsAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was ended; null while it runs.',
  })
  readonly deactivatedAt!: Date | null;
}

export interface ActivationRow extends NodeRow {
  readonly __typename: 'Activation';
  readonly licenseId: number;
  readonly serverName: string;
  readonly activatedAt: Date;
  readonly lastSeenAt: Date;
  readonly endsAt: Date | null;
  readonly deactivatedAt: Date | null;
}

@InputType({ description: 'Which licenses of a list.' })
export class LicenseFilter {
  @Field(() => [LicenseStatus], { nullable: true, description: 'Only these statuses.' })
  readonly status?: LicenseStatus[] | null;
  @Field(() => String, { nullable: true, description: 'Part of the name of the product.' })
  readonly product?: string | null;
}

export const LicenseConnection = connectionOf<LicenseRow>('License', () => License);
export const CustomerConnection = connectionOf<CustomerRow>('Customer', () => Customer);
