import { Field, InputType, ObjectType } from 'type-graphql';
import { BooleanField, Id, Lines, Text } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { SupportRequest, type SupportRequestRow } from './support-request.types';

const REQUEST = 'The support request.';
const CHANGED = 'The support request as it is now.';

@InputType({ description: 'A question to the support of the vendor.' })
export class OpenSupportRequestInput extends DryRunInput {
  @Id({ description: 'Account that the request is about.' })
  readonly accountId!: string;
  @Text(200, { description: 'Subject.' })
  readonly subject!: string;
  @Lines(5000, { description: 'The question.' })
  readonly message!: string;
  @Id({ description: 'License that it is about.', whenAbsent: 'none' })
  readonly licenseId?: string;
  @Id({ description: 'Lease that it is about.', whenAbsent: 'none' })
  readonly leaseId?: string;
  @BooleanField({
    description: 'Whether it uses up one of the support incidents that the account has left.',
    whenAbsent: 'no',
  })
  readonly useIncident?: boolean;
}

@ObjectType({ description: 'Result of `openSupportRequest`.', simpleResolvers: true })
export class OpenSupportRequestPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: 'The new support request.' })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'A support request on the word of a contact.' })
export class RecordSupportRequestInput extends DryRunInput {
  @Id({ description: 'Contact that asks. It must be authorized for support.' })
  readonly contactId!: string;
  @Text(200, { description: 'Subject.' })
  readonly subject!: string;
  @Lines(5000, { description: 'The question, as the contact put it.' })
  readonly message!: string;
  @Id({ description: 'License that it is about.', whenAbsent: 'none' })
  readonly licenseId?: string;
  @Id({ description: 'Lease that it is about.', whenAbsent: 'none' })
  readonly leaseId?: string;
  @BooleanField({
    description: 'Whether it uses up one of the support incidents that the account has left.',
    whenAbsent: 'no',
  })
  readonly useIncident?: boolean;
}

@ObjectType({ description: 'Result of `recordSupportRequest`.', simpleResolvers: true })
export class RecordSupportRequestPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: 'The new support request.' })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'A message to a support request.' })
export class ReplyToSupportRequestInput extends DryRunInput {
  @Id({ description: REQUEST })
  readonly supportRequestId!: string;
  @Lines(5000, { description: 'The message.' })
  readonly message!: string;
  @BooleanField({
    description:
      'For staff: whether it records what the contact that the request came from said by phone. It counts as a message of the contact.',
    whenAbsent: 'no',
  })
  readonly onWordOfContact?: boolean;
}

@ObjectType({ description: 'Result of `replyToSupportRequest`.', simpleResolvers: true })
export class ReplyToSupportRequestPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: CHANGED })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'Says which license or lease a support request is about.' })
export class AttachToSupportRequestInput extends DryRunInput {
  @Id({ description: REQUEST })
  readonly supportRequestId!: string;
  @Id({ description: 'License that it is about.', whenAbsent: 'as it is', nullMeans: 'none' })
  readonly licenseId?: string | null;
  @Id({ description: 'Lease that it is about.', whenAbsent: 'as it is', nullMeans: 'none' })
  readonly leaseId?: string | null;
}

@ObjectType({ description: 'Result of `attachToSupportRequest`.', simpleResolvers: true })
export class AttachToSupportRequestPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: CHANGED })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'Closes a support request.' })
export class CloseSupportRequestInput extends DryRunInput {
  @Id({ description: REQUEST })
  readonly supportRequestId!: string;
}

@ObjectType({ description: 'Result of `closeSupportRequest`.', simpleResolvers: true })
export class CloseSupportRequestPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: CHANGED })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'Reopens a support request.' })
export class ReopenSupportRequestInput extends DryRunInput {
  @Id({ description: REQUEST })
  readonly supportRequestId!: string;
}

@ObjectType({ description: 'Result of `reopenSupportRequest`.', simpleResolvers: true })
export class ReopenSupportRequestPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: CHANGED })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'Uses up a support incident of the account for a support request.' })
export class UseSupportIncidentInput extends DryRunInput {
  @Id({ description: REQUEST })
  readonly supportRequestId!: string;
}

@ObjectType({ description: 'Result of `useSupportIncident`.', simpleResolvers: true })
export class UseSupportIncidentPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: CHANGED })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'Gives the support incident of a support request back to the account.' })
export class ReturnSupportIncidentInput extends DryRunInput {
  @Id({ description: REQUEST })
  readonly supportRequestId!: string;
  @Text(500, { description: 'Reason. It is shown in the history of the account.' })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `returnSupportIncident`.', simpleResolvers: true })
export class ReturnSupportIncidentPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: CHANGED })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'An internal note of the staff.' })
export class AddSupportNoteInput extends DryRunInput {
  @Id({ description: REQUEST })
  readonly supportRequestId!: string;
  @Lines(5000, { description: 'The note. Customers never see it.' })
  readonly note!: string;
}

@ObjectType({ description: 'Result of `addSupportNote`.', simpleResolvers: true })
export class AddSupportNotePayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: CHANGED })
  readonly supportRequest!: SupportRequestRow | null;
}

@InputType({ description: 'Assigns a support request to a member of the staff.' })
export class AssignSupportRequestInput extends DryRunInput {
  @Id({ description: REQUEST })
  readonly supportRequestId!: string;
  @Id({
    description: 'User of the staff who looks after it.',
    whenAbsent: 'the caller',
    nullMeans: 'nobody',
  })
  readonly userId?: string | null;
}

@ObjectType({ description: 'Result of `assignSupportRequest`.', simpleResolvers: true })
export class AssignSupportRequestPayload extends DryRunPayload {
  @Field(() => SupportRequest, { nullable: true, description: CHANGED })
  readonly supportRequest!: SupportRequestRow | null;
}
