import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, Lines } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { License, type LicenseRow } from './license.types';

const REASON = 'Why. It stands in the history of the license, and the holder reads it.';

@InputType({ description: 'Stops a license for the time being.' })
export class SuspendLicenseInput extends RehearsableInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `suspendLicense`.', simpleResolvers: true })
export class SuspendLicensePayload extends RehearsablePayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}

@InputType({ description: 'Lets a suspended license go on.' })
export class ResumeLicenseInput extends RehearsableInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `resumeLicense`.', simpleResolvers: true })
export class ResumeLicensePayload extends RehearsablePayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}
