import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { MailStatus } from '../../domain/mail/mail-status';
import { connectionOf } from '../../graphql/connection';
import { Id } from '../../graphql/input';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';

registerEnumType(MailStatus, {
  name: 'MailStatus',
  description: 'What became of a mail.',
  valuesConfig: {
    WAITING: { description: 'It leaves soon.' },
    SENT: { description: 'The mail server has taken it.' },
    FAILING: { description: 'It could not be sent so far, and is tried again for three days.' },
    GIVEN_UP: {
      description:
        'It failed for three days, or the mail server refused it for good; nobody tries it again by itself.',
    },
    REFUSED: {
      description:
        'The mail server refused its address for good: no mail can be delivered there. Nobody tries it again by itself; give another address, or have it sent again once the address is right.',
    },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A mail to one address: what it was about, and what became of it. Not its text.',
})
export class Mail extends Node {
  @Field(() => String, { description: 'What it told: `invitation`.' })
  readonly event!: string;
  @Field(() => String, { description: 'Address that it went to.' })
  readonly email!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Name of whom it went to; null when nobody told us.',
  })
  readonly name!: string | null;
  @Field(() => MailStatus, { description: 'What became of it.' })
  readonly status!: MailStatus;
  @Field(() => DateTimeScalar, { description: 'When its cause happened.' })
  readonly writtenAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the mail server took it; null while it did not.',
  })
  readonly sentAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it failed first; null when it never did.',
  })
  readonly failingSince!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was given up; null when it was not.',
  })
  readonly givenUpAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When somebody last had it sent again, as a mail of its own; null when nobody did.',
  })
  readonly resentAt!: Date | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why it could not be sent, in the words of the mail server; for staff.',
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
export class ResendMailInput extends RehearsableInput {
  @Id({ description: 'The mail.' })
  readonly mailId!: string;
}

@ObjectType({ description: 'Result of `resendMail`.', simpleResolvers: true })
export class ResendMailPayload extends RehearsablePayload {
  @Field(() => Mail, {
    nullable: true,
    description: 'The mail that was named. What leaves now is a mail of its own.',
  })
  readonly mail!: MailRow | null;
}

@InputType({ description: 'Tries a mail that is failing now.' })
export class RetryMailInput extends RehearsableInput {
  @Id({ description: 'The mail.' })
  readonly mailId!: string;
}

@ObjectType({ description: 'Result of `retryMail`.', simpleResolvers: true })
export class RetryMailPayload extends RehearsablePayload {
  @Field(() => Mail, { nullable: true, description: 'The mail, which is about to leave.' })
  readonly mail!: MailRow | null;
}
