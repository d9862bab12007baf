import { Field, InputType, ObjectType } from 'type-graphql';
import { LicenseStatus } from '../../domain/licensing/license';
import { Credential, ServerName, Yes } from '../../graphql/input';
import { WritePayload } from '../../graphql/write.types';
import { WITHHELD } from './activation.inputs';

const LONGEST_KEY = 100;
const KEY = 'The license key, in capitals or not, with or without its hyphens.';
const SERVER = 'Name of the server that the product runs on.';

@InputType({ description: 'An installation that activates itself with its key.' })
export class ActivateInstallationInput {
  @Credential(LONGEST_KEY, { description: KEY })
  readonly key!: string;
  @ServerName({ description: SERVER })
  readonly serverName!: string;
  @Yes({
    description:
      'Move the license here from the server that it runs on: both run for 30 days, then the older one ends.',
    leftOut: 'no',
  })
  readonly move?: boolean;
}

@InputType({ description: 'A sign of life of an installation.' })
export class CheckInInput {
  @Credential(LONGEST_KEY, { description: KEY })
  readonly key!: string;
  @ServerName({ description: SERVER })
  readonly serverName!: string;
}

@InputType({ description: 'An installation that ends itself.' })
export class DeactivateInstallationInput {
  @Credential(LONGEST_KEY, { description: KEY })
  readonly key!: string;
  @ServerName({ description: SERVER })
  readonly serverName!: string;
}

@ObjectType({ simpleResolvers: true })
abstract class EntitledPayload extends WritePayload {
  @Field(() => LicenseStatus, { nullable: true, description: 'Where the license stands.' })
  readonly status!: LicenseStatus | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What the installation may run from now on, signed, so that it can check it offline (JWS, `docs/entitlements.md`); keep it in place of the former one. Null when it may run nothing: the license is suspended or has ended, or was downgraded seven days ago and not activated again.',
  })
  readonly entitlement!: string | null;
  @Field(() => Boolean, { nullable: true, description: WITHHELD })
  readonly entitlementWithheld!: boolean | null;
}

@ObjectType({
  description: 'Result of `activateInstallation`.',
  simpleResolvers: true,
})
export class ActivateInstallationPayload extends EntitledPayload {}

@ObjectType({ description: 'What an installation is told that checks in.', simpleResolvers: true })
export class CheckInPayload extends EntitledPayload {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether edition, level or add-ons became others since it was activated: activate it again to get them.',
  })
  readonly termsChanged!: boolean | null;
}

@ObjectType({ description: 'Result of `deactivateInstallation`.', simpleResolvers: true })
export class DeactivateInstallationPayload extends WritePayload {
  @Field(() => LicenseStatus, { nullable: true, description: 'Where the license stands.' })
  readonly status!: LicenseStatus | null;
  @Field(() => String, {
    nullable: true,
    description: 'A signed receipt that it was ended (JWS, `docs/entitlements.md`).',
  })
  readonly receipt!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when this repeats a call that told it, and it is kept nowhere.',
  })
  readonly receiptWithheld!: boolean | null;
}
