import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, Text, Yes } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Activation, License, type ActivationRow, type LicenseRow } from './license.types';

@InputType({ description: 'Activates a license on a server (R35).' })
export class ActivateLicenseInput extends RehearsableInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Text(255, { description: 'Name of the server that the product runs on.' })
  readonly serverName!: string;
  @Yes({
    nullable: true,
    description:
      'Move the license here from the server that it runs on: both run for 30 days, then the older one ends.',
  })
  readonly move?: boolean | null;
}

@ObjectType({ description: 'What came of activating a license.', simpleResolvers: true })
export class ActivateLicensePayload extends RehearsablePayload {
  @Field(() => Activation, { nullable: true, description: 'The installation on this server.' })
  readonly activation!: ActivationRow | null;
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}

@InputType({ description: 'Ends what runs on a license.' })
export class DeactivateLicenseInput extends RehearsableInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Id({
    nullable: true,
    description: 'The installation to end; all that run when left out.',
  })
  readonly activationId?: string | null;
}

@ObjectType({ description: 'What came of deactivating a license.', simpleResolvers: true })
export class DeactivateLicensePayload extends RehearsablePayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}
