import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { RowGrants } from '../../domain/access/row-grants';
import { NoticeEvent } from '../../domain/mail/notice';
import { LeftOutReason, PersonKind, ToldReason } from '../../domain/mail/told';

registerEnumType(NoticeEvent, {
  name: 'NoticeEvent',
  description: 'What people are told of by mail, or one person is.',
  valuesConfig: {
    INVOICE_CREATED: { description: 'An invoice was created that is to be paid by itself.' },
    INVOICE_AWAITING_SUMMARY: {
      description: 'An invoice was created that waits for its summary.',
    },
    SUMMARY_INVOICE_CREATED: {
      description: "The invoice of a month's invoiced purchases was created.",
    },
    LEASE_INVOICE_CREATED: { description: "The invoice of a month's leases was created." },
    CREDIT_NOTE_CREATED: {
      description: 'A credit note was created, which takes back an invoice or a part of one.',
    },
    PAYMENT_FAILED: { description: 'An automatic payment failed.' },
    PAYMENT_RECEIVED: { description: 'A payment arrived: its receipt.' },
    CARD_EXPIRING: { description: 'The card that is charged by itself is about to expire.' },
    LEASE_ASSIGNED: { description: 'A lease was started for a customer.' },
    RESOLD_LICENSE_ASSIGNED: { description: 'A resold license was assigned to a customer.' },
    LEASE_STOPPED: { description: 'A lease was stopped; to the customer.' },
    LICENSE_KEY_DELIVERY: { description: "A license's key; to the customer." },
    LICENSE_MODIFIED: { description: 'A license was modified; to the customer.' },
    ACCOUNT_CREATED: { description: 'An account was made for a customer.' },
    INVOICE_EMAILED: { description: 'Somebody mailed an invoice to one address.' },
    INVITATION: { description: 'An account asks somebody to become one of its logins.' },
    VERIFICATION: { description: 'Prove that the address is yours.' },
    PASSWORD_RESET: { description: 'Choose a new password.' },
    EMAIL_CHANGED: { description: 'The address of the login was changed; to the old one.' },
    NEW_SIGN_IN: { description: 'Somebody signed in from a device that was not seen before.' },
    CRITICAL_MAILING: { description: 'A mailing that everybody has to know of.' },
    MARKETING_MAILING: { description: 'A mailing that advertises.' },
  },
});
registerEnumType(PersonKind, {
  name: 'PersonKind',
  description: 'What somebody is to the account that a mail is about.',
  valuesConfig: {
    HOLDER: { description: 'Its holder.' },
    AUTHORIZED_LOGIN: { description: 'One of its logins.' },
    CONTACT: { description: 'One of its contacts.' },
    ADDRESS: { description: 'An address alone, of nobody who belongs to it.' },
  },
});
registerEnumType(ToldReason, {
  name: 'ToldReason',
  description: 'Why somebody is told.',
  valuesConfig: {
    ADDRESSEE: { description: 'The mail is for this one person.' },
    HOLDER: { description: 'The holder learns how payments went, whatever the preferences.' },
    PAYER: { description: 'Paid it, and gets the receipt.' },
    GETS_INVOICES: { description: 'Is mailed such invoices.' },
    ACCOUNT_UPDATE: {
      description: 'The holder gets invoices, and what concerns cards, as account updates.',
    },
    ALERT: { description: 'Chose the alert.' },
    CONTACT_CHOICE: { description: 'The contact is set to be sent such invoices.' },
    LOOKS_AFTER_CARDS: { description: 'Adds cards and chooses among them.' },
    CRITICAL: { description: 'Receives critical mailings.' },
    MARKETING: { description: 'Receives marketing.' },
  },
});
registerEnumType(LeftOutReason, {
  name: 'LeftOutReason',
  description: 'Why somebody is not told.',
  valuesConfig: {
    NOT_ADDRESSED: { description: 'The mail is for one person, and that is somebody else.' },
    SAME_ADDRESS: { description: 'The same mail goes to this address already.' },
    INVITATION_PENDING: { description: 'Was invited and has not accepted.' },
    MAILING_PREFERENCE: { description: "The holder's mailing preference holds it back." },
    ALERT_OFF: { description: 'Did not choose the alert.' },
    ALERT_NOT_APPLICABLE: { description: 'The alert does not apply to the account.' },
    MARKETING_OPT_OUT: { description: 'The login opted out of marketing.' },
    NO_PERMISSION: { description: 'May do nothing about it.' },
    NOT_CHOSEN: { description: 'The contact is not set to be sent this.' },
    NOT_FOR_CONTACTS: { description: 'Contacts are never sent this.' },
  },
});

@ObjectType({ description: 'Somebody who would be told.', simpleResolvers: true })
export class ToldPerson {
  @Field(() => PersonKind, { description: 'What they are to the account.' })
  readonly kind!: PersonKind;
  @Field(() => String, { description: 'Address that the mail would go to.' })
  readonly email!: string;
  @Field(() => String, { nullable: true, description: 'Name, where it is known.' })
  readonly name!: string | null;
  @Field(() => ToldReason, { description: 'Why.' })
  readonly reason!: ToldReason;
  @Field(() => Boolean, { description: 'Whether the mail would name amounts to them.' })
  readonly showsAmounts!: boolean;
  @Field(() => Boolean, { description: 'Whether the mail would name license keys to them.' })
  readonly showsKeys!: boolean;
}

@ObjectType({ description: 'Somebody who would not be told.', simpleResolvers: true })
export class LeftOutPerson {
  @Field(() => PersonKind, { description: 'What they are to the account.' })
  readonly kind!: PersonKind;
  @Field(() => String, { description: 'Their address.' })
  readonly email!: string;
  @Field(() => String, { nullable: true, description: 'Name, where it is known.' })
  readonly name!: string | null;
  @Field(() => LeftOutReason, { description: 'Why not.' })
  readonly reason!: LeftOutReason;
}

@ObjectType({
  description:
    'Everybody of an account, each once: who would be told of an event, and who would not.',
  simpleResolvers: true,
})
export class NotificationForecast {
  @Field(() => [ToldPerson], { description: 'Holder, logins, contacts; an address alone last.' })
  readonly told!: readonly ToldRow[];
  @Field(() => [LeftOutPerson], { description: 'In the same order.' })
  readonly leftOut!: readonly LeftOutRow[];
}

/** `grants`: of the account. */
export type ToldRow = ToldPerson & { readonly grants: RowGrants };
export type LeftOutRow = LeftOutPerson & { readonly grants: RowGrants };
