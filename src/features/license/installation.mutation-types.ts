import { Field, InputType, ObjectType } from 'type-graphql';
import { LicenseStatus } from '../../domain/licensing/license';
import { Credential, ServerName, BooleanField } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { WritePayload } from '../../graphql/write.types';
import { WITHHELD } from './activation.mutation-types';

const LONGEST_KEY = 100;
const KEY = 'The license key, in upper or lower case, with or without hyphens.';
const SERVER = 'Name of the server that the product runs on.';

@InputType({ description: 'Activates an installation by its license key.' })
export class ActivateInstallationInput {
  @Credential(LONGEST_KEY, { description: KEY })
  readonly key!: string;
  @ServerName({ description: SERVER })
  readonly serverName!: string;
  @BooleanField({
    description:
      'Moves the license from the server that it is active on: both run for 30 days, then the older one ends.',
    whenAbsent: 'no',
  })
  readonly move?: boolean;
}

@InputType({ description: 'Reports that an installation is alive.' })
export class CheckInInput {
  @Credential(LONGEST_KEY, { description: KEY })
  readonly key!: string;
  @ServerName({ description: SERVER })
  readonly serverName!: string;
}

@InputType({ description: 'Ends an installation by its license key.' })
export class DeactivateInstallationInput {
  @Credential(LONGEST_KEY, { description: KEY })
  readonly key!: string;
  @ServerName({ description: SERVER })
  readonly serverName!: string;
}

@ObjectType({ simpleResolvers: true })
abstract class EntitledPayload extends WritePayload {
  @Field(() => LicenseStatus, { nullable: true, description: 'Status of the license.' })
  readonly status!: LicenseStatus | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Signed entitlement of the installation, which it can check offline (JWS, `docs/entitlements.md`); it replaces the former one. Null when the installation may not run: the license is suspended or has ended, or was downgraded seven days ago and not activated again.',
  })
  readonly entitlement!: string | null;
  @Field(() => Boolean, { nullable: true, description: WITHHELD })
  readonly entitlementWithheld!: boolean | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the key that was given ends, because it was replaced: enter the new one before then. Null for the present key.',
  })
  readonly keyEndsAt!: Date | null;
}

@ObjectType({
  description: 'Result of `activateInstallation`.',
  simpleResolvers: true,
})
export class ActivateInstallationPayload extends EntitledPayload {}

@ObjectType({ description: 'Result of `checkIn`.', simpleResolvers: true })
export class CheckInPayload extends EntitledPayload {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether edition, level or add-ons changed since the activation: activate again to get them.',
  })
  readonly termsChanged!: boolean | null;
}

@ObjectType({ description: 'Result of `deactivateInstallation`.', simpleResolvers: true })
export class DeactivateInstallationPayload extends WritePayload {
  @Field(() => LicenseStatus, { nullable: true, description: 'Status of the license.' })
  readonly status!: LicenseStatus | null;
  @Field(() => String, {
    nullable: true,
    description: 'Signed receipt of the ended activation (JWS, `docs/entitlements.md`).',
  })
  readonly receipt!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when this is a repeat of an earlier call: it was returned then and is not stored.',
  })
  readonly receiptWithheld!: boolean | null;
}
