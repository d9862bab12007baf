import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { MailingKind, PartnerKind } from '../../domain/mail/mailing';
import { ProductFamily } from '../../domain/catalog/catalog';
import { Ids, Lines, Nested, Text, TextList, EnumListField } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Mailing, MailingCount, type MailingRow } from './mailing.types';

/** The most accounts that can be named one by one. */
const MOST_ACCOUNTS = 500;

@InputType({
  description:
    'Audience of a mailing: accounts that match all given filters. At least one filter is required.',
})
export class MailingAudienceInput {
  @TextList(250, 2, {
    description: 'Accounts in these countries, ISO 3166-1 alpha-2: `DE`.',
    whenAbsent: 'accounts in any country',
  })
  readonly countries?: readonly string[];
  @EnumListField(() => PartnerKind, {
    description: 'Partners of any of these kinds.',
    whenAbsent: 'partners and others',
  })
  readonly partners?: readonly PartnerKind[];
  @EnumListField(() => ProductFamily, {
    description:
      'Accounts that have bought, or use, a license of any of these families that has not ended.',
    whenAbsent: 'accounts with any licenses, or none',
  })
  readonly families?: readonly ProductFamily[];
  @Ids(MOST_ACCOUNTS, { description: 'Only these accounts.', whenAbsent: 'any account' })
  readonly accountIds?: readonly string[];
}

@InputType({ description: 'A mail to many recipients.' })
export class SendMailingInput extends DryRunInput {
  @Field(() => MailingKind, { description: 'Kind of the mailing; it decides who receives it.' })
  readonly kind!: MailingKind;
  @Text(150, { description: 'Subject, also used as the heading.' })
  readonly subject!: string;
  @Lines(5_000, {
    description: 'Plain text. Blank lines separate paragraphs; HTML is shown as text.',
  })
  readonly body!: string;
  @Nested(() => MailingAudienceInput, {
    description: 'Audience.',
    whenAbsent: 'all',
  })
  readonly audience?: MailingAudienceInput;
}

@ObjectType({ description: 'Preview of a mailing.', simpleResolvers: true })
export class MailingPreview {
  @Field(() => Int, { description: 'Number of accounts.' })
  readonly accountCount!: number;
  @Field(() => Int, { description: 'Number of mails, one for each address.' })
  readonly recipients!: number;
  @Field(() => [MailingCount], { description: 'Number of mails by relation to the account.' })
  readonly recipientsByKind!: readonly MailingCount[];
  @Field(() => Int, { description: 'Number of people and contacts that are skipped.' })
  readonly skipped!: number;
  @Field(() => [MailingCount], { description: 'Number of skipped people by reason.' })
  readonly skippedByReason!: readonly MailingCount[];
  @Field(() => Int, { description: 'Minutes until the last mail is sent, at the earliest.' })
  readonly minutes!: number;
  @Field(() => String, {
    nullable: true,
    description:
      'The mail as its first recipient would receive it; null when there is no recipient.',
  })
  readonly html!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The same mail as plain text; null when there is no recipient.',
  })
  readonly text!: string | null;
}

@ObjectType({ description: 'Result of `sendMailing`.', simpleResolvers: true })
export class SendMailingPayload extends DryRunPayload {
  @Field(() => Mailing, {
    nullable: true,
    description: 'The mailing. Its mails are being written.',
  })
  readonly mailing!: MailingRow | null;
  @Field(() => MailingPreview, {
    nullable: true,
    description: 'Preview of recipients and content; null unless it is a dry run.',
  })
  readonly preview!: MailingPreview | null;
}
