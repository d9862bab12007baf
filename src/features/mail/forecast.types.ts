import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { RowGrants } from '../../domain/access/row-grants';
import { MailEventName } from '../../domain/mail/notice';
import { SkipReason, PersonKind, RecipientReason } from '../../domain/mail/recipients';

registerEnumType(MailEventName, {
  name: 'MailEvent',
  description: 'Event that mails are sent for.',
  valuesConfig: {
    INVOICE_CREATED: { description: 'An invoice was created that is paid separately.' },
    INVOICE_AWAITING_SUMMARY: {
      description: 'An invoice was created that a summary will collect.',
    },
    SUMMARY_INVOICE_CREATED: {
      description: 'The summary invoice of a month was created.',
    },
    LEASE_INVOICE_CREATED: { description: 'The lease invoice of a month was created.' },
    CREDIT_NOTE_CREATED: {
      description: 'A credit note was created.',
    },
    PAYMENT_FAILED: { description: 'An automatic payment failed.' },
    PAYMENT_RECEIVED: { description: 'A payment was received: its receipt.' },
    CARD_EXPIRING: { description: 'The card that is charged automatically expires soon.' },
    LEASE_ASSIGNED: { description: 'A lease was started for a customer.' },
    RESOLD_LICENSE_ASSIGNED: { description: 'A resold license was assigned to a customer.' },
    LEASE_STOPPED: { description: 'A lease was stopped; mail to the customer.' },
    LICENSE_KEY_DELIVERY: { description: 'License key; mail to the customer.' },
    LICENSE_MODIFIED: { description: 'A license was modified; mail to the customer.' },
    ACCOUNT_CREATED: { description: 'An account was created for a customer.' },
    INVOICE_EMAILED: { description: 'Somebody mailed an invoice to an address.' },
    INVITATION: { description: 'A person was invited to become a login of an account.' },
    VERIFICATION: { description: 'Confirmation of an e-mail address.' },
    PASSWORD_RESET: { description: 'Link to choose a new password.' },
    EMAIL_CHANGED: {
      description: 'The address of the login was changed; mail to the former address.',
    },
    NEW_SIGN_IN: { description: 'Somebody signed in from a new device.' },
    CRITICAL_MAILING: { description: 'A critical mailing.' },
    MARKETING_MAILING: { description: 'A marketing mailing.' },
  },
});
registerEnumType(PersonKind, {
  name: 'PersonKind',
  description: 'Relation of a recipient to the account of the mail.',
  valuesConfig: {
    HOLDER: { description: 'The holder.' },
    AUTHORIZED_LOGIN: { description: 'An authorized login.' },
    CONTACT: { description: 'A contact.' },
    ADDRESS: { description: 'An address of nobody on the account.' },
  },
});
registerEnumType(RecipientReason, {
  name: 'RecipientReason',
  description: 'Why a person receives the mail.',
  valuesConfig: {
    ADDRESSEE: { description: 'The mail is addressed to this one person.' },
    HOLDER: { description: 'Holder: receives mail about payments, whatever the preferences.' },
    PAYER: { description: 'Payer: receives the receipt.' },
    GETS_INVOICES: { description: 'May see invoices of this kind.' },
    ACCOUNT_UPDATE: {
      description: 'Holder: receives invoices and card notices as account updates.',
    },
    ALERT: { description: 'Chose the alert.' },
    CONTACT_CHOICE: { description: 'Contact that is set to receive such invoices.' },
    LOOKS_AFTER_CARDS: { description: 'May add and choose cards.' },
    CRITICAL: { description: 'Receives critical mailings.' },
    MARKETING: { description: 'Receives marketing.' },
  },
});
registerEnumType(SkipReason, {
  name: 'SkipReason',
  description: 'Why a person does not receive the mail.',
  valuesConfig: {
    NOT_ADDRESSED: { description: 'The mail is addressed to another person.' },
    SAME_ADDRESS: { description: 'The mail goes to the same address already.' },
    INVITATION_PENDING: { description: 'Invited, but has not accepted.' },
    MAILING_PREFERENCE: { description: "Excluded by the holder's mailing preference." },
    ALERT_OFF: { description: 'Has not chosen the alert.' },
    ALERT_NOT_APPLICABLE: { description: 'The alert does not apply to the account.' },
    MARKETING_OPT_OUT: { description: 'The login opted out of marketing.' },
    NO_PERMISSION: { description: 'Lacks the permission to act on it.' },
    NOT_CHOSEN: { description: 'Contact that is not set to receive this.' },
    NOT_FOR_CONTACTS: { description: 'Contacts never receive this.' },
  },
});

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
  readonly told!: readonly ToldRow[];
  @Field(() => [SkippedRecipient], { description: 'In the same order.' })
  readonly leftOut!: readonly LeftOutRow[];
}

/** `grants`: of the account. */
export type ToldRow = MailRecipient & { readonly grants: RowGrants };
export type LeftOutRow = SkippedRecipient & { readonly grants: RowGrants };
