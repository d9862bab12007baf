import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, ServerName, Yes } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Activation, License, type ActivationRow, type LicenseRow } from './license.types';

/** Said of what is signed for one call and kept nowhere. */
export const WITHHELD =
  'True when this repeats a call that told it, and it is kept nowhere. To activate a server again gives another.';

@InputType({ description: 'Activates a license on a server.' })
export class ActivateLicenseInput extends RehearsableInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @ServerName({ description: 'Name of the server that the product runs on.' })
  readonly serverName!: string;
  @Yes({
    description:
      'Move the license here from the server that it runs on: both run for 30 days, then the older one ends.',
    leftOut: 'no',
  })
  readonly move?: boolean;
}

@ObjectType({ description: 'Result of `activateLicense`.', simpleResolvers: true })
export class ActivateLicensePayload extends RehearsablePayload {
  @Field(() => Activation, { nullable: true, description: 'The installation on this server.' })
  readonly activation!: ActivationRow | null;
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What the installation may run, signed, so that it can check it offline (JWS, `docs/entitlements.md`). Null in a dry run.',
  })
  readonly entitlement!: string | null;
  @Field(() => Boolean, { nullable: true, description: WITHHELD })
  readonly entitlementWithheld!: boolean | null;
}

@InputType({ description: 'Ends what runs on a license.' })
export class DeactivateLicenseInput extends RehearsableInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Id({
    description: 'The installation to end.',
    leftOut: 'the only one that runs; where a move has two running, say which, or `all`',
  })
  readonly activationId?: string;
  @Yes({
    description: 'End all that run, in place of one.',
    leftOut: 'no',
  })
  readonly all?: boolean;
}

@ObjectType({ description: 'Result of `deactivateLicense`.', simpleResolvers: true })
export class DeactivateLicensePayload extends RehearsablePayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'For each installation that was ended a signed receipt (JWS, `docs/entitlements.md`), oldest first. Null in a dry run.',
  })
  readonly receipts!: readonly string[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when this repeats a call that told them, and they are kept nowhere.',
  })
  readonly receiptsWithheld!: boolean | null;
}
