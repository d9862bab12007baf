import { Field, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import { MailEventName } from '../../domain/mail/notice';
import { SkipReason, PersonKind, RecipientReason } from '../../domain/mail/recipients';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(MailEventName, PersonKind, RecipientReason, SkipReason);

@ObjectType({ description: 'Somebody who would receive the mail.', simpleResolvers: true })
export class MailRecipient {
  @Field(() => PersonKind, { description: 'Relation to the account.' })
  readonly kind!: PersonKind;
  @Field(() => String, { description: 'Address that the mail would go to.' })
  readonly email!: string;
  @Field(() => String, { nullable: true, description: 'Name; null when it is not known.' })
  readonly name!: string | null;
  @Field(() => RecipientReason, { description: 'Why.' })
  readonly reason!: RecipientReason;
  @Field(() => Boolean, { description: 'Whether the mail would show amounts to them.' })
  readonly showsAmounts!: boolean;
  @Field(() => Boolean, { description: 'Whether the mail would show license keys to them.' })
  readonly showsKeys!: boolean;
  @Field(() => Boolean, { description: 'Whether the invoice would be attached as a PDF.' })
  readonly carriesPdf!: boolean;
}

@ObjectType({ description: 'Somebody who would not receive the mail.', simpleResolvers: true })
export class SkippedRecipient {
  @Field(() => PersonKind, { description: 'Relation to the account.' })
  readonly kind!: PersonKind;
  @Field(() => String, { description: 'Their address.' })
  readonly email!: string;
  @Field(() => String, { nullable: true, description: 'Name; null when it is not known.' })
  readonly name!: string | null;
  @Field(() => SkipReason, { description: 'The reason.' })
  readonly reason!: SkipReason;
}

@ObjectType({
  description: 'All people of an account: who would be notified of an event, and who would not.',
  simpleResolvers: true,
})
export class NotificationForecast {
  @Field(() => [MailRecipient], {
    description: 'Holder, logins, contacts, then addresses of nobody on the account.',
  })
  readonly recipients!: readonly RecipientRow[];
  @Field(() => [SkippedRecipient], { description: 'In the same order.' })
  readonly skipped!: readonly SkippedRow[];
}

/** `grants`: of the account. */
export type RecipientRow = MailRecipient & { readonly grants: RowGrants };
export type SkippedRow = SkippedRecipient & { readonly grants: RowGrants };
