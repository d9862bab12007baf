import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, ServerName, BooleanField } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Activation, License, type ActivationRow, type LicenseRow } from './license.types';

/** Said of what is signed for one call and kept nowhere. */
export const WITHHELD =
  'True when this is a repeat of an earlier call: the entitlement was returned then and is not stored. Activate the server again for another one.';

@InputType({ description: 'Activates a license on a server.' })
export class ActivateLicenseInput extends DryRunInput {
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

@ObjectType({ description: 'Result of `activateLicense`.', simpleResolvers: true })
export class ActivateLicensePayload extends DryRunPayload {
  @Field(() => Activation, { nullable: true, description: 'The activation on this server.' })
  readonly activation!: ActivationRow | null;
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Signed entitlement of the installation, which it can check offline (JWS, `docs/entitlements.md`). Null in a dry run.',
  })
  readonly entitlement!: string | null;
  @Field(() => Boolean, { nullable: true, description: WITHHELD })
  readonly entitlementWithheld!: boolean | null;
}

@InputType({ description: 'Ends activations of a license.' })
export class DeactivateLicenseInput extends DryRunInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Id({
    description: 'The activation to end.',
    whenAbsent: 'the only active one; required during a move, unless `all` is given',
  })
  readonly activationId?: string;
  @BooleanField({
    description: 'Whether to end all activations. Replaces `activationId`.',
    whenAbsent: 'no',
  })
  readonly all?: boolean;
}

@ObjectType({ description: 'Result of `deactivateLicense`.', simpleResolvers: true })
export class DeactivateLicensePayload extends DryRunPayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'Signed receipts of the ended activations (JWS, `docs/entitlements.md`), oldest first. Null in a dry run.',
  })
  readonly receipts!: readonly string[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when this is a repeat of an earlier call: the receipts were returned then and are not stored.',
  })
  readonly receiptsWithheld!: boolean | null;
}
