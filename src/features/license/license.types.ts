import { Field, InputType, ObjectType } from 'type-graphql';
import type { Day } from '../../domain/billing/calendar';
import type { RowGrants } from '../../domain/people/row-grants';
import { LicenseOrigin, LicenseStatus } from '../../domain/licensing/license';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars';
import { AddOn, Product, type AddOnRow, type ProductRow } from '../catalog/catalog.types';
import { schemaEnum } from '../../domain/schema-enum';
import { registerEnums } from '../../graphql/register-enum';

/** Orders of license lists. */
export const LicenseSort = schemaEnum('LicenseSort', 'Sort order of a list of licenses.', {
  NEWEST_FIRST: 'Newest first, by purchase.',
  OLDEST_FIRST: 'Oldest first, by purchase.',
});
export type LicenseSort = keyof typeof LicenseSort;

registerEnums(LicenseStatus, LicenseOrigin, LicenseSort);

@ObjectType({
  description: 'Maintenance and Support of a purchased license.',
  simpleResolvers: true,
})
export class Maintenance {
  @Field(() => DateScalar, { description: 'First covered day.' })
  readonly startsOn!: string;
  @Field(() => DateScalar, { description: 'Last covered day.' })
  readonly endsOn!: string;
  @Field(() => Boolean, { description: 'Whether today is covered.' })
  readonly current!: boolean;
}

@ObjectType({
  description: 'The partner that sold or leases a license, as its customer sees it.',
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
  implements: Node,
  simpleResolvers: true,
  description: 'The right to run a product, proven by a key.',
})
export class License extends Node {
  @Field(() => Product, { description: 'Product of the license: family, edition and level.' })
  readonly product!: ProductRow;
  @Field(() => [AddOn], { description: 'Add-ons of the license.' })
  readonly addOns!: readonly AddOnRow[];
  @Field(() => LicenseStatus, { description: 'Status of the license.' })
  readonly status!: LicenseStatus;
  @Field(() => LicenseOrigin, { description: 'Origin of the license.' })
  readonly origin!: LicenseOrigin;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When a resold or leased license was assigned to its customer; null before, and for purchases.',
  })
  readonly assignedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it was bought or leased. Visible to the paying account only; null for others.',
  })
  readonly createdAt!: Date;
}

/** What a field of the type shows is in the row, under its name. */
export interface LicenseRow extends NodeRow, Omit<License, keyof Node | 'addOns'> {
  readonly __typename: 'License';
  readonly accountId: number;
  readonly customerAccountId: number | null;
  readonly keySealed: Buffer;
  readonly maintenanceFrom: string | null;
  readonly maintenanceTo: string | null;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly payerName: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One activation of a license on a server.',
})
export class Activation extends Node {
  @Field(() => String, { description: 'Name of the server.' })
  readonly serverName!: string;
  @Field(() => DateTimeScalar, { description: 'When it was activated.' })
  readonly activatedAt!: Date;
  @Field(() => DateTimeScalar, { description: 'When the installation last checked in.' })
  readonly lastSeenAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ends because the license moved to another server; null otherwise.',
  })
  readonly endsAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ended; null while it is active.',
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

@InputType({ description: 'Filter for a list of licenses.' })
export class LicenseFilter {
  @Field(() => [LicenseStatus], { nullable: true, description: 'Only these statuses.' })
  readonly status?: LicenseStatus[] | null;
  @Field(() => String, { nullable: true, description: 'Part of the product name.' })
  readonly product?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Maintenance and Support ends on or after this day.',
  })
  readonly maintenanceEndsFrom?: Day | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Maintenance and Support ends on or before this day.',
  })
  readonly maintenanceEndsTo?: Day | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True for licenses whose Maintenance and Support has ended, false for those that have it now. Leased licenses, and those that never had any, are neither.',
  })
  readonly maintenanceLapsed?: boolean | null;
}

export const LicenseConnection = connectionOf<LicenseRow>('License', () => License);
