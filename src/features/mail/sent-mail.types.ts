import { Field, InputType, ObjectType } from 'type-graphql';
import { MailStatus } from '../../domain/mail/mail-status';
import { connectionOf } from '../../graphql/connection';
import { Id } from '../../graphql/input';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(MailStatus);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A mail to one address: its event and its delivery status, without the text.',
})
export class Mail extends Node {
  @Field(() => String, { description: 'Event of the mail: `invitation`.' })
  readonly event!: string;
  @Field(() => String, { description: 'Address of the recipient.' })
  readonly email!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Name of the recipient; null when it is not known.',
  })
  readonly name!: string | null;
  @Field(() => MailStatus, { description: 'Delivery status.' })
  readonly status!: MailStatus;
  @Field(() => DateTimeScalar, { description: 'When the event happened.' })
  readonly writtenAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the mail server accepted it; null before that.',
  })
  readonly sentAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When sending failed first; null when it never failed.',
  })
  readonly failingSince!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was given up; null otherwise.',
  })
  readonly givenUpAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last resent, as a new mail; null when it was not.',
  })
  readonly resentAt!: Date | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Error message of the mail server, visible to staff only; null when it never failed.',
  })
  readonly failure!: string | null;
}

export interface MailRow extends NodeRow {
  readonly __typename: 'Mail';
  readonly accountId: number | null;
  readonly event: string;
  readonly email: string;
  readonly name: string | null;
  readonly status: MailStatus;
  readonly writtenAt: Date;
  readonly sentAt: Date | null;
  readonly failingSince: Date | null;
  readonly givenUpAt: Date | null;
  readonly resentAt: Date | null;
  readonly failure: string | null;
}

export const MailConnection = connectionOf<MailRow>('Mail', () => Mail);

@InputType({ description: 'Sends a mail again.' })
export class ResendMailInput extends DryRunInput {
  @Id({ description: 'The mail.' })
  readonly mailId!: string;
}

@ObjectType({ description: 'Result of `resendMail`.', simpleResolvers: true })
export class ResendMailPayload extends DryRunPayload {
  @Field(() => Mail, {
    nullable: true,
    description: 'The original mail. What is sent now is a new mail.',
  })
  readonly mail!: MailRow | null;
}

@InputType({ description: 'Retries a failing mail now.' })
export class RetryMailInput extends DryRunInput {
  @Id({ description: 'The mail.' })
  readonly mailId!: string;
}

@ObjectType({ description: 'Result of `retryMail`.', simpleResolvers: true })
export class RetryMailPayload extends DryRunPayload {
  @Field(() => Mail, { nullable: true, description: 'The mail, queued for sending.' })
  readonly mail!: MailRow | null;
}
