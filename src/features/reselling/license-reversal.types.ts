import { Field, InputType, ObjectType } from 'type-graphql';
import { Id, Lines } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { License, type LicenseRow } from '../license/license.types';

const LICENSE =
  'The license that was assigned to the wrong customer, or bought on the wrong account.';
const REASON =
  'Reason. It is shown in the history of the license and in the mails to the staff, and the holder can read it.';
const IN_STOCK = 'for a resold license, whose replacement goes into the stock of its reseller';

@ObjectType({
  description:
    'A pending request of staff to take back a license that was assigned or bought by mistake. Another member of the staff confirms it.',
  simpleResolvers: true,
})
export class LicenseReversal {
  @Field(() => String, { description: 'Full name of the member of the staff who requested it.' })
  readonly requestedByName!: string;
  @Field(() => String, { description: 'Reason for the request.' })
  readonly reason!: string;
  @Field(() => DateTimeScalar, { description: 'When it was requested.' })
  readonly requestedAt!: Date;
  @Field(() => DateTimeScalar, {
    description: 'When it expires, unless it is confirmed or canceled before.',
  })
  readonly expiresAt!: Date;
}

/** What a field of the type shows is in the row, under its name. */
export interface LicenseReversalRow extends LicenseReversal {
  readonly licenseId: number;
  readonly toAccountId: number | null;
  readonly requestedBy: number;
}

@InputType({
  description:
    'Requests to take back a license that was assigned to the wrong customer, or bought on the wrong account.',
})
export class RequestLicenseReversalInput extends DryRunInput {
  @Id({ description: LICENSE })
  readonly licenseId!: string;
  @Id({
    description: 'Account that a purchased license should have been bought on.',
    whenAbsent: IN_STOCK,
  })
  readonly toAccountId?: string;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `requestLicenseReversal`.', simpleResolvers: true })
export class RequestLicenseReversalPayload extends DryRunPayload {
  @Field(() => License, {
    nullable: true,
    description: 'The license: `reversal` is set while the request is pending.',
  })
  readonly license!: LicenseRow | null;
}

@InputType({ description: 'Confirms what another member of the staff requested.' })
export class ConfirmLicenseReversalInput extends DryRunInput {
  @Id({ description: LICENSE })
  readonly licenseId!: string;
  @Id({
    description: 'The account that was requested, which has to be the same.',
    whenAbsent: IN_STOCK,
  })
  readonly toAccountId?: string;
  @Lines(500, { description: REASON })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `confirmLicenseReversal`.', simpleResolvers: true })
export class ConfirmLicenseReversalPayload extends DryRunPayload {
  @Field(() => License, { nullable: true, description: 'The license, which has ended.' })
  readonly license!: LicenseRow | null;
  @Field(() => License, {
    nullable: true,
    description:
      'Its replacement: in the stock of the reseller, or on the account that was named. Null in a dry run.',
  })
  readonly replacement!: LicenseRow | null;
}

@InputType({ description: 'Cancels a request to take back a license.' })
export class CancelLicenseReversalInput extends DryRunInput {
  @Id({ description: LICENSE })
  readonly licenseId!: string;
}

@ObjectType({ description: 'Result of `cancelLicenseReversal`.', simpleResolvers: true })
export class CancelLicenseReversalPayload extends DryRunPayload {
  @Field(() => License, { nullable: true, description: 'The license, which stays as it is.' })
  readonly license!: LicenseRow | null;
}
