import { resolveRecipients } from '../../../src/domain/mail/notified';
import type { MailedAccount } from '../../../src/domain/mail/recipients';
import { account, CAPABILITIES, contact, holder, login, recipient } from './mailed-people';
import { linesOf, shownBy } from './notified.rows';

const SHARED = 'shared@example.com';
const plain = (given: Partial<MailedAccount>): MailedAccount =>
  account({ capabilities: CAPABILITIES.plain, ...given });
const lines = (...of: Parameters<typeof resolveRecipients>) =>
  Object.fromEntries(linesOf(resolveRecipients(...of)));

describe('several people at one address', () => {
  it('R15 the one who may see most is told, whoever comes first', () => {
    const one = (key: number, permissions: readonly 'LEASE_PROVIDER'[]) =>
      login(key, { email: SHARED, alerts: ['LEASE_ASSIGNED'], permissions });
    const of = (...logins: ReturnType<typeof login>[]) =>
      lines({ event: 'LEASE_ASSIGNED' }, account({ logins }));
    expect(of(one(7, []), one(8, ['LEASE_PROVIDER']))).toMatchObject({
      'AUTHORIZED_LOGIN 7': 'left out SAME_ADDRESS',
      'AUTHORIZED_LOGIN 8': 'told ALERT $k',
    });
    expect(of(one(7, ['LEASE_PROVIDER']), one(8, []))).toMatchObject({
      'AUTHORIZED_LOGIN 7': 'told ALERT $k',
      'AUTHORIZED_LOGIN 8': 'left out SAME_ADDRESS',
    });
    expect(of(one(7, []), one(8, []))).toMatchObject({
      'AUTHORIZED_LOGIN 7': 'told ALERT ',
      'AUTHORIZED_LOGIN 8': 'left out SAME_ADDRESS',
    });
  });

  it('R14 R17 a holder who is also a contact gets one mail, as the holder, and in it what the contact is sent', () => {
    const given = plain({
      holder: holder({ email: SHARED }),
      contacts: [contact(5, { email: SHARED, receives: ['STANDARD_INVOICES'] })],
    });
    expect(lines({ event: 'INVOICE_CREATED' }, given)).toEqual({
      'HOLDER 1': 'told ACCOUNT_UPDATE $p',
      'CONTACT 5': 'left out SAME_ADDRESS',
    });
  });

  it.each([
    ['INVOICE_CREATED', 'told CONTACT_CHOICE $p'],
    ['PAYMENT_FAILED', 'told GETS_INVOICES $'],
  ] as const)(
    'R15 R17 an alert without amounts does not take the place of what a contact is sent: %s',
    (event, recipients) => {
      const given = plain({
        logins: [login(7, { email: SHARED, alerts: ['INVOICE_CREATED'] })],
        contacts: [contact(5, { email: SHARED, receives: ['STANDARD_INVOICES'] })],
      });
      expect(lines({ event, summary: false }, given)).toMatchObject({
        'AUTHORIZED_LOGIN 7': 'left out SAME_ADDRESS',
        'CONTACT 5': recipients,
      });
    },
  );

  it('R15 R17 a login that may see the amounts is told as the login', () => {
    const settings = { alerts: ['INVOICE_CREATED'], permissions: ['PAY_INVOICES'] } as const;
    const given = plain({
      logins: [login(7, { email: SHARED, ...settings })],
      contacts: [contact(5, { email: SHARED, receives: ['STANDARD_INVOICES'] })],
    });
    expect(lines({ event: 'INVOICE_CREATED' }, given)).toMatchObject({
      'AUTHORIZED_LOGIN 7': 'told ALERT $p',
      'CONTACT 5': 'left out SAME_ADDRESS',
    });
  });

  it('R14 R17 a holder who wants no mail and is a contact gets what the contact is set to', () => {
    const given = plain({
      holder: holder({ email: SHARED, mailingPreference: 'NONE' }),
      contacts: [contact(5, { email: SHARED, receives: ['IMPORTANT_NOTICES'] })],
    });
    expect(lines({ event: 'CRITICAL_MAILING' }, given)).toEqual({
      'HOLDER 1': 'left out MAILING_PREFERENCE',
      'CONTACT 5': 'told CRITICAL ',
    });
    expect(lines({ event: 'INVOICE_CREATED' }, given)).toEqual({
      'HOLDER 1': 'left out MAILING_PREFERENCE',
      'CONTACT 5': 'left out NOT_CHOSEN',
    });
  });

  it('R17 of two contacts at one address the first is told, unless only the other chose it', () => {
    const both = (first: boolean): MailedAccount =>
      plain({
        contacts: [
          contact(6, { email: SHARED, receives: ['SUMMARY_INVOICES'] }),
          contact(5, { email: SHARED, receives: first ? ['SUMMARY_INVOICES'] : [] }),
        ],
      });
    expect(lines({ event: 'SUMMARY_INVOICE_CREATED' }, both(true))).toMatchObject({
      'CONTACT 5': 'told CONTACT_CHOICE $p',
      'CONTACT 6': 'left out SAME_ADDRESS',
    });
    expect(lines({ event: 'SUMMARY_INVOICE_CREATED' }, both(false))).toMatchObject({
      'CONTACT 5': 'left out NOT_CHOSEN',
      'CONTACT 6': 'told CONTACT_CHOICE $p',
    });
  });

  it('R10 R17 somebody who is invited, and a contact already, is told as the contact alone', () => {
    const given = plain({
      logins: [login(7, { email: SHARED, status: 'INVITED' })],
      contacts: [contact(5, { email: SHARED, receives: ['IMPORTANT_NOTICES'] })],
    });
    expect(lines({ event: 'CRITICAL_MAILING' }, given)).toMatchObject({
      'AUTHORIZED_LOGIN 7': 'left out INVITATION_PENDING',
      'CONTACT 5': 'told CRITICAL ',
    });
    const addressee = recipient(SHARED);
    expect(lines({ event: 'INVOICE_EMAILED', addressee }, given)).toMatchObject({
      'AUTHORIZED_LOGIN 7': 'left out SAME_ADDRESS',
      'CONTACT 5': 'told ADDRESSEE $p',
    });
  });

  it("R18 R47 a mail to the address of holder and contact is one, and the holder's", () => {
    const given = plain({
      holder: holder({ email: SHARED, mailingPreference: 'NONE' }),
      contacts: [contact(5, { email: SHARED })],
    });
    expect(lines({ event: 'INVOICE_EMAILED', addressee: recipient(SHARED) }, given)).toEqual({
      'HOLDER 1': 'told ADDRESSEE $p',
      'CONTACT 5': 'left out SAME_ADDRESS',
    });
  });
});

describe('what the answer says of people', () => {
  it('R16 R17 stands in the order of holder, logins and contacts by key, with addresses and names', () => {
    const notices = ['IMPORTANT_NOTICES'] as const;
    const given = account({
      holder: holder({ key: 99 }),
      logins: [
        login(30),
        login(4, { status: 'INVITED' }),
        login(7),
        login(2, { status: 'INVITED' }),
      ],
      contacts: [contact(11, { receives: notices }), contact(8), contact(3, { receives: notices })],
    });
    const { recipients, skipped } = resolveRecipients({ event: 'CRITICAL_MAILING' }, given);
    const shown = { reason: 'CRITICAL', ...shownBy('') };
    expect(recipients).toEqual([
      { kind: 'HOLDER', key: 99, email: 'holder@example.com', name: 'Hanna Holder', ...shown },
      { kind: 'AUTHORIZED_LOGIN', key: 7, email: 'login7@example.com', name: 'Login 7', ...shown },
      {
        kind: 'AUTHORIZED_LOGIN',
        key: 30,
        email: 'login30@example.com',
        name: 'Login 30',
        ...shown,
      },
      { kind: 'CONTACT', key: 3, email: 'contact3@example.com', name: 'Contact 3', ...shown },
      { kind: 'CONTACT', key: 11, email: 'contact11@example.com', name: 'Contact 11', ...shown },
    ]);
    const pending = { kind: 'AUTHORIZED_LOGIN', reason: 'INVITATION_PENDING' };
    expect(skipped).toEqual([
      { ...pending, key: 2, email: 'login2@example.com', name: 'Login 2' },
      { ...pending, key: 4, email: 'login4@example.com', name: 'Login 4' },
      {
        kind: 'CONTACT',
        key: 8,
        email: 'contact8@example.com',
        name: 'Contact 8',
        reason: 'NOT_CHOSEN',
      },
    ]);
  });

  it('R18 greets an address alone as the event does, and a person by their own name', () => {
    const recipients = (email: string) =>
      resolveRecipients(
        { event: 'LICENSE_MODIFIED', addressee: { email, name: 'As written' } },
        account(),
      ).recipients[0];
    expect(recipients('new@example.com')).toMatchObject({
      kind: 'ADDRESS',
      key: null,
      email: 'new@example.com',
      name: 'As written',
    });
    expect(recipients('holder@example.com')).toMatchObject({
      kind: 'HOLDER',
      name: 'Hanna Holder',
    });
  });
});
