import fc from 'fast-check';
import { PERMISSIONS } from '../../../src/domain/people/permission';
import { type Notice, MailEventName } from '../../../src/domain/mail/notice';
import type { MailedAccount } from '../../../src/domain/mail/recipients';
import {
  account,
  ALERTS,
  contact,
  CONTACT_MAILS,
  holder,
  login,
  PREFERENCES,
  STATUSES,
} from './mailed-people';

export const EVENTS = Object.keys(MailEventName) as MailEventName[];
/** What is not for one person. */
export const BROADCAST: readonly MailEventName[] = [
  'INVOICE_CREATED',
  'INVOICE_AWAITING_SUMMARY',
  'SUMMARY_INVOICE_CREATED',
  'LEASE_INVOICE_CREATED',
  'CREDIT_NOTE_CREATED',
  'CARD_EXPIRING',
  'MAINTENANCE_ENDING',
  'RESOLD_MAINTENANCE_ENDING',
  'PAYMENT_FAILED',
  'PAYMENT_RECEIVED',
  'LEASE_ASSIGNED',
  'RESOLD_LICENSE_ASSIGNED',
  'CRITICAL_MAILING',
  'MARKETING_MAILING',
];
export const PAYMENTS: readonly MailEventName[] = ['PAYMENT_FAILED', 'PAYMENT_RECEIVED'];
/** So few that people meet at one; a user has one address and one membership, so members do not. */
const ADDRESSES = ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'e@x.example'];
const address = fc.constantFrom(...ADDRESSES);

/** Accounts with up to five members and four contacts, with any settings. */
export const accounts: fc.Arbitrary<MailedAccount> = fc
  .record({
    email: address,
    members: fc.shuffledSubarray(ADDRESSES, { minLength: 1 }),
    capabilities: fc.record({ reseller: fc.boolean(), leaseProvider: fc.boolean() }),
    mailingPreference: fc.constantFrom(...PREFERENCES),
    settings: fc.array(
      fc.record({
        status: fc.constantFrom(...STATUSES),
        permissions: fc.subarray([...PERMISSIONS]),
        alerts: fc.subarray(ALERTS),
        marketingMail: fc.boolean(),
      }),
      { minLength: 5, maxLength: 5 },
    ),
    contacts: fc.array(fc.record({ email: address, receives: fc.subarray(CONTACT_MAILS) }), {
      maxLength: 4,
    }),
  })
  .map(({ email, members, capabilities, mailingPreference, settings, contacts }) =>
    account({
      email,
      capabilities,
      holder: holder({ email: members[0]!, mailingPreference, alerts: settings[4]!.alerts }),
      logins: members
        .slice(1)
        .map((own, index) => login(2 + index, { ...settings[index], email: own })),
      contacts: contacts.map((given, index) => contact(1 + index, given)),
    }),
  );

/** Any notice of one of the events. */
export const noticeWith = (events: readonly MailEventName[]): fc.Arbitrary<Notice> =>
  fc
    .record({
      event: fc.constantFrom(...events),
      summary: fc.boolean(),
      paidBy: fc.option(fc.integer({ min: 1, max: 6 })),
      addressee: fc.record({
        email: fc.constantFrom(...ADDRESSES, 'new@x.example'),
        name: fc.constant(null),
      }),
    })
    .map(({ event, summary, paidBy, addressee }) => {
      const shape = PAYMENTS.includes(event)
        ? { event, summary, ...(event === 'PAYMENT_RECEIVED' ? { paidBy } : {}) }
        : BROADCAST.includes(event)
          ? { event }
          : { event, addressee };
      return shape as Notice;
    });
