import { Field, InputType, ObjectType } from 'type-graphql';
import { BooleanField, Id, NestedList, ServerName } from '../../graphql/input';
import { UserError } from '../../graphql/user-error';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { MOST_AT_ONCE } from '../batch-result';
import { WITHHELD } from './activation.mutation-types';
import { Activation, License, type ActivationRow, type LicenseRow } from './license.types';

@InputType({ description: 'A license and the server that it is activated on.' })
export class LicenseActivation {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @ServerName({ description: 'Name of the server that the product runs on.' })
  readonly serverName!: string;
  @BooleanField({
    description:
      'Moves the license from the server that it is active on: both run for 30 days, then the older one ends.',
    whenAbsent: 'no',
  })
  readonly move?: boolean;
}

@InputType({ description: 'Activates several licenses of one account.' })
export class ActivateLicensesInput extends DryRunInput {
  @Id({ description: 'Account that the licenses belong to: its own, resold or leased to it.' })
  readonly accountId!: string;
  @NestedList(() => LicenseActivation, MOST_AT_ONCE, { description: 'Each license once.' })
  readonly activations!: readonly LicenseActivation[];
  @BooleanField({
    description:
      'Whether to activate all of them or none. Otherwise each is activated independently, and `results` has the outcome of each.',
    whenAbsent: 'no',
  })
  readonly allOrNothing?: boolean;
}

@ObjectType({
  description: 'Result of activating one of several licenses.',
  simpleResolvers: true,
})
export class LicenseActivationResult {
  @Field(() => Activation, {
    nullable: true,
    description: 'The activation on the server; null when it was refused, and in a dry run.',
  })
  readonly activation!: ActivationRow | null;
  @Field(() => License, {
    nullable: true,
    description: 'The license as it is now; null in a dry run.',
  })
  readonly license!: LicenseRow | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Signed entitlement of the installation, which it can check offline (JWS, `docs/entitlements.md`). Null when it was refused, and in a dry run.',
  })
  readonly entitlement!: string | null;
  @Field(() => Boolean, { nullable: true, description: WITHHELD })
  readonly entitlementWithheld!: boolean | null;
  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: 'Result of `activateLicenses`.', simpleResolvers: true })
export class ActivateLicensesPayload extends DryRunPayload {
  @Field(() => [LicenseActivationResult], {
    nullable: true,
    description:
      'One result for each license, in the same order; null when `allOrNothing` applies and one was refused.',
  })
  readonly results!: readonly LicenseActivationResult[] | null;
}
