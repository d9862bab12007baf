import { Field, Int, ObjectType } from 'type-graphql';
import {
  MailingKind,
  MailingStatus,
  PartnerKind,
  type SkippedTally,
  type MailingFilter,
  type RecipientTally,
} from '../../domain/mail/mailing';
import { ProductFamily } from '../../domain/catalog/catalog';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(MailingKind, MailingStatus, PartnerKind);

@ObjectType({ description: 'A count.', simpleResolvers: true })
export class MailingCount {
  @Field(() => String, {
    description:
      'Counted value: the relation to the account, such as `HOLDER`, `AUTHORIZED_LOGIN` or `CONTACT`; for skipped people the reason, such as `MARKETING_OPT_OUT`, or `SAME_ADDRESS` when the mailing was sent to the address already.',
  })
  readonly name!: string;
  @Field(() => Int, { description: 'Quantity.' })
  readonly count!: number;
}

@ObjectType({
  description: 'Audience of a mailing: accounts that match all given filters.',
  simpleResolvers: true,
})
export class MailingAudience {
  readonly accountKeys!: readonly number[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Accounts in these countries; null for any.',
  })
  readonly countries!: readonly string[] | null;
  @Field(() => [PartnerKind], {
    nullable: true,
    description: 'Partners of any of these kinds; null for partners and others.',
  })
  readonly partners!: readonly PartnerKind[] | null;
  @Field(() => [ProductFamily], {
    nullable: true,
    description:
      'Accounts that have bought, or use, a license of any of these families that has not ended; null for accounts with any licenses, or none.',
  })
  readonly families!: readonly ProductFamily[] | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A mail from the vendor to many recipients, with its progress. No address receives it twice.',
})
export class Mailing extends Node {
  @Field(() => MailingKind, { description: 'Kind of the mailing.' })
  readonly kind!: MailingKind;
  @Field(() => String, { description: 'Subject.' })
  readonly subject!: string;
  @Field(() => [String], { description: 'Plain text, in paragraphs.' })
  readonly paragraphs!: readonly string[];
  @Field(() => MailingAudience, { description: 'Audience.' })
  readonly audience!: MailingFilter;
  @Field(() => MailingStatus, { description: 'Progress.' })
  readonly status!: MailingStatus;
  @Field(() => Int, { description: 'Number of accounts.' })
  readonly accountCount!: number;
  @Field(() => Int, { description: 'Number of accounts whose mails are written.' })
  readonly accountsDone!: number;
  @Field(() => Int, { description: 'Number of mails written so far, one for each address.' })
  readonly recipients!: number;
  @Field(() => [MailingCount], { description: 'Number of mails by relation to the account.' })
  readonly recipientsByKind!: readonly MailingCount[];
  @Field(() => Int, { description: 'Number of people and contacts skipped so far.' })
  readonly skipped!: number;
  @Field(() => [MailingCount], { description: 'Number of skipped people by reason.' })
  readonly skippedByReason!: readonly MailingCount[];
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Earliest time at which the last mail written so far is sent; null before there is one.',
  })
  readonly lastDueAt!: Date | null;
  @Field(() => String, { description: 'Full name of the sender.' })
  readonly createdBy!: string;
  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  readonly createdAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the last of its mails was written; null before that.',
  })
  readonly writtenAt!: Date | null;
}

export interface MailingRow extends NodeRow {
  readonly __typename: 'Mailing';
  readonly kind: MailingKind;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly audience: MailingFilter;
  readonly status: MailingStatus;
  readonly accountCount: number;
  readonly accountsDone: number;
  readonly recipients: number;
  readonly recipientsByKind: readonly MailingCount[];
  readonly skipped: number;
  readonly skippedByReason: readonly MailingCount[];
  readonly lastDueAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly writtenAt: Date | null;
}

export const MailingConnection = connectionOf<MailingRow>('Mailing', () => Mailing);

/** A tally as the graph shows it, the most first. */
export const countsOf = (tally: RecipientTally | SkippedTally): { name: string; count: number }[] =>
  Object.entries(tally)
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
export const sumOf = (counts: readonly MailingCount[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0);
