import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, Lines } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { License, type LicenseRow } from './license.types';

@ObjectType({
  description: 'A former key of a license, replaced by staff, that has not ended. It is not shown.',
  simpleResolvers: true,
})
export class FormerLicenseKey {
  @Field(() => DateTimeScalar, { description: 'When it was replaced.' })
  readonly replacedAt!: Date;
  @Field(() => DateTimeScalar, {
    description:
      'When it ends. Until then a server that was active already can check in and be activated again with it.',
  })
  readonly endsAt!: Date;
}

@InputType({ description: 'Replaces the key of a license.' })
export class ReplaceLicenseKeyInput extends DryRunInput {
  @Id({ description: 'The license.' })
  readonly licenseId!: string;
  @Lines(500, {
    description: 'Reason. It is shown in the history of the license, and the holder can read it.',
  })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `replaceLicenseKey`.', simpleResolvers: true })
export class ReplaceLicenseKeyPayload extends DryRunPayload {
  @Field(() => License, {
    nullable: true,
    description:
      'The license as it is now: `key` is the new one, `formerKeys` has the end of the former one.',
  })
  readonly license!: LicenseRow | null;
}
