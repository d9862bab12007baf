import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import { SupportMessageKind, SupportRequestStatus } from '../../domain/support/support-request';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';
import { registerEnums } from '../../graphql/register-enum';
import { DateTimeScalar } from '../../graphql/scalars';
import { schemaEnum } from '../../domain/schema-enum';

/** Orders of lists of support requests. */
export const SupportRequestSort = schemaEnum(
  'SupportRequestSort',
  'Sort order of a list of support requests.',
  { NEWEST_FIRST: 'Newest first.', OLDEST_FIRST: 'Oldest first.' },
);
export type SupportRequestSort = keyof typeof SupportRequestSort;

registerEnums(SupportRequestStatus, SupportMessageKind, SupportRequestSort);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A question to the support of the vendor, with the messages about it.',
})
export class SupportRequest extends Node {
  @Field(() => String, { description: 'Number for people to read: `SR-100001`.' })
  readonly number!: string;
  @Field(() => String, { description: 'Subject.' })
  readonly subject!: string;
  @Field(() => SupportRequestStatus, { description: 'Status.' })
  readonly status!: SupportRequestStatus;
  @Field(() => String, {
    description: 'Full name of the user who opened it, or name of the contact that it came from.',
  })
  readonly openedBy!: string;
  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  readonly openedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When support answered first; null before.',
  })
  readonly firstAnsweredAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was closed; null while it is not closed.',
  })
  readonly closedAt!: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Minutes from opening to the first answer of support; null before.',
  })
  readonly firstResponseMinutes!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Minutes from opening to closing; null while it is not closed.',
  })
  readonly resolutionMinutes!: number | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it used up a support incident of the account; null when it has used none.',
  })
  readonly incidentUsedAt!: Date | null;
}

export interface SupportRequestRow extends NodeRow {
  readonly __typename: 'SupportRequest';
  readonly accountId: number;
  readonly number: string;
  readonly subject: string;
  readonly status: SupportRequestStatus;
  readonly openedBy: string;
  /** Key of the contact that it came from. */
  readonly contactId: number | null;
  readonly openedAt: Date;
  readonly firstAnsweredAt: Date | null;
  readonly closedAt: Date | null;
  readonly firstResponseMinutes: number | null;
  readonly resolutionMinutes: number | null;
  readonly incidentUsedAt: Date | null;
  readonly licenseId: number | null;
  readonly leaseId: number | null;
  readonly assignedTo: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A message of a support request.' })
export class SupportMessage {
  @Field(() => SupportMessageKind, { description: 'Who wrote it.' })
  readonly kind!: SupportMessageKind;
  @Field(() => String, { description: 'Full name of its author.' })
  readonly author!: string;
  @Field(() => String, { description: 'Text, of several lines.' })
  readonly body!: string;
  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  readonly sentAt!: Date;
}

export interface SupportMessageRow {
  readonly pk: number;
  readonly requestId: number;
  readonly kind: SupportMessageKind;
  readonly author: string;
  readonly body: string;
  readonly sentAt: Date;
  /** The actor's rights on its request; rules are judged by them. */
  readonly grants: RowGrants;
}

@InputType({ description: 'Filter for a list of support requests.' })
export class SupportRequestFilter {
  @Field(() => [SupportRequestStatus], { nullable: true, description: 'Only these statuses.' })
  readonly status?: SupportRequestStatus[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Part of the number, of the subject, or of a message that the viewer can see.',
  })
  readonly search?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: only those that used up a support incident. false: only those that used none.',
  })
  readonly incidentUsed?: boolean | null;
}

export const SupportRequestConnection = connectionOf<SupportRequestRow>(
  'SupportRequest',
  () => SupportRequest,
);
export const SupportMessageConnection = connectionOf<SupportMessageRow>(
  'SupportMessage',
  () => SupportMessage,
);
