import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, Lines } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { License, type LicenseRow } from './license.types';

const REASON = 'Reason. It is shown in the history of the license, and the holder can read it.';

@InputType({ description: 'Suspends a license.' })
export class SuspendLicenseInput extends DryRunInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `suspendLicense`.', simpleResolvers: true })
export class SuspendLicensePayload extends DryRunPayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}

@InputType({ description: 'Resumes a suspended license.' })
export class ResumeLicenseInput extends DryRunInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `resumeLicense`.', simpleResolvers: true })
export class ResumeLicensePayload extends DryRunPayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}
