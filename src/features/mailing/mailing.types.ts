import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  MailingKind,
  MailingStatus,
  PartnerKind,
  type LeftOutTally,
  type MailingFilter,
  type ToldTally,
} from '../../domain/mail/mailing';
import { ProductFamily } from '../../domain/licensing/catalogue';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';

registerEnumType(MailingKind, {
  name: 'MailingKind',
  description: 'What a mailing is, and so who receives it.',
  valuesConfig: {
    CRITICAL: { description: 'What everybody has to know.' },
    MARKETING: {
      description: 'What can be opted out of; each mail has its one-click unsubscribe.',
    },
  },
});
registerEnumType(MailingStatus, {
  name: 'MailingStatus',
  description: 'How far a mailing is.',
  valuesConfig: {
    WRITING: { description: 'Its mails are being written, account after account.' },
    WRITTEN: { description: 'All of its mails are written; the last may leave at `lastDueAt`.' },
  },
});
registerEnumType(PartnerKind, {
  name: 'PartnerKind',
  description: 'A kind of partner, by what it can do.',
  valuesConfig: {
    RESELLER: { description: 'Buys licenses to resell them.' },
    LEASE_PROVIDER: { description: 'Leases licenses out by the month.' },
  },
});

@ObjectType({ description: 'How many there are of something.', simpleResolvers: true })
export class MailingCount {
  @Field(() => String, {
    description:
      'Of what: of recipients what they are to the account, such as `HOLDER`, `AUTHORIZED_LOGIN` or `CONTACT`; of those left out why, such as `MARKETING_OPT_OUT`, or `SAME_ADDRESS` when the mailing has gone there already.',
  })
  readonly name!: string;
  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({
  description: 'Which accounts a mailing is for: those that meet all that is given.',
  simpleResolvers: true,
})
export class MailingAudience {
  readonly accountKeys!: readonly number[] | null;
  @Field(() => [String], { nullable: true, description: 'Accounts in these countries.' })
  readonly countries!: readonly string[] | null;
  @Field(() => [PartnerKind], { nullable: true, description: 'Partners of any of these kinds.' })
  readonly partners!: readonly PartnerKind[] | null;
  @Field(() => [ProductFamily], {
    nullable: true,
    description:
      'Accounts that have paid for, or run, a license of any of these families that has not ended.',
  })
  readonly families!: readonly ProductFamily[] | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A mail from the vendor to many, and how far it is. No address gets it twice.',
})
export class Mailing extends Node {
  @Field(() => MailingKind, { description: 'What it is.' })
  readonly kind!: MailingKind;
  @Field(() => String, { description: 'Its subject.' })
  readonly subject!: string;
  @Field(() => [String], { description: 'Its paragraphs, plain text.' })
  readonly paragraphs!: readonly string[];
  @Field(() => MailingAudience, { description: 'Which accounts it is for.' })
  readonly audience!: MailingFilter;
  @Field(() => MailingStatus, { description: 'How far it is.' })
  readonly status!: MailingStatus;
  @Field(() => Int, { description: 'For how many accounts it is.' })
  readonly accountCount!: number;
  @Field(() => Int, { description: 'For how many of them its mails are written.' })
  readonly accountsDone!: number;
  @Field(() => Int, { description: 'How many mails are written so far, one for each address.' })
  readonly recipients!: number;
  @Field(() => [MailingCount], { description: 'The same by what they are to the account.' })
  readonly recipientsByKind!: readonly MailingCount[];
  @Field(() => Int, { description: 'How many people and contacts were left out so far.' })
  readonly leftOut!: number;
  @Field(() => [MailingCount], { description: 'The same by the reason.' })
  readonly leftOutByReason!: readonly MailingCount[];
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the last mail that is written so far may leave; null before there is one.',
  })
  readonly lastDueAt!: Date | null;
  @Field(() => String, { description: 'Full name of who sent it.' })
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
  readonly leftOut: number;
  readonly leftOutByReason: readonly MailingCount[];
  readonly lastDueAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly writtenAt: Date | null;
}

export const MailingConnection = connectionOf<MailingRow>('Mailing', () => Mailing);

/** A tally as the graph shows it, the most first. */
export const countsOf = (tally: ToldTally | LeftOutTally): { name: string; count: number }[] =>
  Object.entries(tally)
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
export const sumOf = (counts: readonly MailingCount[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0);
