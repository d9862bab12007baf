import { Field, InputType, ObjectType } from 'type-graphql';
import type { Day } from '../../domain/billing/calendar';
import { Id, Lines } from '../../graphql/input';
import { DateScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { License, type LicenseRow } from '../license/license.types';

@InputType({ description: 'Extends Maintenance and Support of a license without charge.' })
export class ExtendMaintenanceInput extends DryRunInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Field(() => DateScalar, {
    description: 'New last day: after the present one, and at most 36 months from today.',
  })
  readonly until!: Day;
  @Lines(500, {
    description: 'Reason. It is shown in the history of the license, and the holder can read it.',
  })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `extendMaintenance`.', simpleResolvers: true })
export class ExtendMaintenancePayload extends DryRunPayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}
