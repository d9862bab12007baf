import { Field, InputType, ObjectType } from 'type-graphql';
import { SupportMessageKind, SupportRequestStatus } from '../../domain/support/support-request';
import { Credential, Lines } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { WritePayload } from '../../graphql/write.types';

@ObjectType({
  simpleResolvers: true,
  description: 'A message of a support request, as its contact reads it.',
})
export class FollowedSupportMessage {
  @Field(() => SupportMessageKind, { description: 'Who wrote it: CUSTOMER or STAFF.' })
  readonly kind!: SupportMessageKind;
  @Field(() => String, { description: 'Full name of its author.' })
  readonly author!: string;
  @Field(() => String, { description: 'Text, of several lines.' })
  readonly body!: string;
  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  readonly sentAt!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A support request, as the contact that it came from follows it by a mailed link. It leads to nothing else.',
})
export class FollowedSupportRequest {
  /** Key of the link; no field. */
  readonly link!: number;
  @Field(() => String, { description: 'Number for people to read: `SR-100001`.' })
  readonly number!: string;
  @Field(() => String, { description: 'Subject.' })
  readonly subject!: string;
  @Field(() => SupportRequestStatus, { description: 'Status.' })
  readonly status!: SupportRequestStatus;
  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  readonly openedAt!: Date;
}

@InputType({ description: 'A message of a contact to its support request.' })
export class ReplyBySupportLinkInput {
  @Credential(100, { description: 'Token of the mailed link.' })
  readonly token!: string;
  @Lines(5000, { description: 'The message.' })
  readonly message!: string;
}

@ObjectType({ description: 'Result of `replyBySupportLink`.', simpleResolvers: true })
export class ReplyBySupportLinkPayload extends WritePayload {
  /** Key of the link; the resolver of `supportRequest` reads through it. */
  readonly link?: number;
}
