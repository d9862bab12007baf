import { Field, InputType, ObjectType } from 'type-graphql';
import { Email, Id, Lines } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { License, type LicenseRow } from '../license/license.types';

@InputType({
  description: 'Assigns a license whose customer has an ambiguous address, permanently.',
})
export class SettleAssignmentInput extends DryRunInput {
  @Id({ description: 'A license in the stock of a reseller.' })
  readonly licenseId!: string;
  @Email({ description: 'E-mail address that the reseller named.' })
  readonly email!: string;
  @Id({ description: 'Account of the customer: one of those that the address stands for.' })
  readonly accountId!: string;
  @Lines(500, { description: 'How it was found out whose the address is; kept in the history.' })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `settleAssignment`.', simpleResolvers: true })
export class SettleAssignmentPayload extends DryRunPayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}
