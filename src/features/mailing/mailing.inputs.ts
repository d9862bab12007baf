import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { MailingKind, PartnerKind } from '../../domain/mail/mailing';
import { ProductFamily } from '../../domain/licensing/catalogue';
import { Ids, Lines, Nested, Text, TextList, Words } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Mailing, MailingCount, type MailingRow } from './mailing.types';

/** The most accounts that can be named one by one. */
const MOST_ACCOUNTS = 500;

@InputType({
  description: 'Which accounts: those that meet all that is given. Something must be given.',
})
export class MailingAudienceInput {
  @TextList(250, 2, {
    description: 'Accounts in these countries, ISO 3166-1 alpha-2: `DE`.',
    leftOut: 'in any country',
  })
  readonly countries?: readonly string[];
  @Words(() => PartnerKind, {
    description: 'Partners of any of these kinds.',
    leftOut: 'partners or not',
  })
  readonly partners?: readonly PartnerKind[];
  @Words(() => ProductFamily, {
    description:
      'Accounts that have paid for, or run, a license of any of these families that has not ended.',
    leftOut: 'whatever they have',
  })
  readonly families?: readonly ProductFamily[];
  @Ids(MOST_ACCOUNTS, { description: 'These accounts.', leftOut: 'any account' })
  readonly accountIds?: readonly string[];
}

@InputType({ description: 'A mail to many.' })
export class SendMailingInput extends RehearsableInput {
  @Field(() => MailingKind, { description: 'What it is, and so who receives it.' })
  readonly kind!: MailingKind;
  @Text(150, { description: 'Its subject, which is its heading too.' })
  readonly subject!: string;
  @Lines(5_000, {
    description: 'Plain text. Blank lines part its paragraphs; what looks like HTML stays text.',
  })
  readonly body!: string;
  @Nested(() => MailingAudienceInput, {
    description: 'Which accounts.',
    leftOut: 'all',
  })
  readonly audience?: MailingAudienceInput;
}

@ObjectType({ description: 'What a mailing would be, counted and shown.', simpleResolvers: true })
export class MailingPreview {
  @Field(() => Int, { description: 'For how many accounts it is.' })
  readonly accountCount!: number;
  @Field(() => Int, { description: 'How many mails would leave, one for each address.' })
  readonly recipients!: number;
  @Field(() => [MailingCount], { description: 'The same by what they are to the account.' })
  readonly recipientsByKind!: readonly MailingCount[];
  @Field(() => Int, { description: 'How many people and contacts would be left out.' })
  readonly leftOut!: number;
  @Field(() => [MailingCount], { description: 'The same by the reason.' })
  readonly leftOutByReason!: readonly MailingCount[];
  @Field(() => Int, { description: 'How many minutes would pass until the last may leave.' })
  readonly minutes!: number;
  @Field(() => String, {
    nullable: true,
    description: 'A mail as its first recipient would get it; null when nobody would.',
  })
  readonly html!: string | null;
  @Field(() => String, { nullable: true, description: 'The same mail as plain text.' })
  readonly text!: string | null;
}

@ObjectType({ description: 'Result of `sendMailing`.', simpleResolvers: true })
export class SendMailingPayload extends RehearsablePayload {
  @Field(() => Mailing, {
    nullable: true,
    description: 'The mailing, whose mails are being written.',
  })
  readonly mailing!: MailingRow | null;
  @Field(() => MailingPreview, {
    nullable: true,
    description:
      'In a dry run: how many people would get it, and what they would get. Null otherwise.',
  })
  readonly preview!: MailingPreview | null;
}
