import { Field, InputType, ObjectType } from 'type-graphql';
import type { Day } from '../../domain/billing/calendar';
import { BooleanField, Id, NestedList } from '../../graphql/input';
import { Money } from '../../graphql/money';
import { DateScalar } from '../../graphql/scalars';
import { UserError } from '../../graphql/user-error';
import { MOST_AT_ONCE } from '../batch-result';
import { License, type LicenseRow } from '../license/license.types';
import { AcceptTotal, CardSetup, OrderedPayload, OrderInput } from './checkout.mutation-types';

@InputType({ description: 'A license whose Maintenance and Support is renewed.' })
export class LicenseRenewal {
  @Id({ description: 'The license: bought for the account itself or for resale.' })
  readonly licenseId!: string;
}

@InputType({ description: 'Renews Maintenance and Support of several licenses in one order.' })
export class RenewLicensesInput extends OrderInput {
  @NestedList(() => LicenseRenewal, MOST_AT_ONCE, { description: 'Each license once.' })
  readonly licenses!: readonly LicenseRenewal[];
  @BooleanField({
    description:
      'Whether to renew all of them or none. Otherwise those that cannot be renewed are refused independently, and all others are in the order.',
    whenAbsent: 'no',
  })
  readonly allOrNothing?: boolean;
  @AcceptTotal()
  readonly acceptTotal?: string;
  @CardSetup()
  readonly cardSetup?: string;
}

@ObjectType({ description: 'Result of renewing one of several licenses.', simpleResolvers: true })
export class LicenseRenewalResult {
  @Field(() => License, {
    nullable: true,
    description: 'The license as it is now; null when it was refused, and in a dry run.',
  })
  readonly license!: LicenseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of the renewal after discount, before tax; null when it was refused.',
  })
  readonly price!: Money | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day of Maintenance and Support after the renewal; null when it was refused.',
  })
  readonly maintenanceEndsOn!: Day | null;
  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: 'Result of `renewLicenses`.', simpleResolvers: true })
export class RenewLicensesPayload extends OrderedPayload {
  @Field(() => [LicenseRenewalResult], {
    nullable: true,
    description:
      'One result for each license, in the same order; null when nothing was ordered, and while the payment is pending.',
  })
  readonly results!: readonly LicenseRenewalResult[] | null;
}
