import { assert, constantFrom, property } from 'fast-check';
import { mayNameAmountsAgain } from '../../../src/domain/mail/amounts-again';
import type { Notice } from '../../../src/domain/mail/notice';
import { MAIL_OF, type AccountEvent } from '../../../src/domain/mail/notice-mails';
import { resolveRecipients } from '../../../src/domain/mail/notified';
import type { MailedAccount } from '../../../src/domain/mail/recipients';
import { accounts } from './mailed-arbitraries';
import { account, contact, login } from './mailed-people';

const PAYS = { permissions: ['PAY_INVOICES'] } as const;
const INVOICES = [
  'invoice-created',
  'invoice-awaiting-summary',
  'lease-invoice-created',
  'credit-note-created',
] as const;
const PAYMENTS = ['payment-failed', 'payment-received'] as const;
const ALL = [...INVOICES, 'summary-invoice-created', ...PAYMENTS, 'invoice-emailed'] as const;

/** Who is there, at `a@b.test`, and of which mails they may have the amounts once more. */
const WHO: readonly [string, Partial<MailedAccount>, readonly string[]][] = [
  ['the holder', { holder: { ...account().holder, email: 'a@b.test' } }, ALL],
  ['a login that pays', { logins: [login(2, { email: 'a@b.test', ...PAYS })] }, ALL],
  [
    'a login that may not see amounts any more',
    { logins: [login(2, { email: 'a@b.test', permissions: ['MAKE_PURCHASES'] })] },
    ['invoice-emailed'],
  ],
  [
    'somebody who has not accepted',
    { logins: [login(2, { email: 'a@b.test', status: 'INVITED', ...PAYS })] },
    [],
  ],
  ['a contact', { contacts: [contact(3, { email: 'a@b.test' })] }, ['invoice-emailed']],
  [
    'a contact with standard invoices',
    { contacts: [contact(3, { email: 'a@b.test', receives: ['STANDARD_INVOICES'] })] },
    [...INVOICES, ...PAYMENTS, 'invoice-emailed'],
  ],
  [
    'a contact with summaries',
    { contacts: [contact(3, { email: 'a@b.test', receives: ['SUMMARY_INVOICES'] })] },
    ['summary-invoice-created', ...PAYMENTS, 'invoice-emailed'],
  ],
  ['nobody but the account itself', { email: 'a@b.test' }, []],
  ['nobody, where others may see amounts', { logins: [login(2, PAYS)] }, []],
  [
    'nobody, where others are sent invoices',
    { contacts: [contact(3, { receives: ['STANDARD_INVOICES', 'SUMMARY_INVOICES'] })] },
    [],
  ],
];

describe('R15 amounts in a mail that is sent again', () => {
  it.each(WHO)('%s', (_who, given, expected) => {
    const found = ALL.filter((event) => mayNameAmountsAgain(event, 'a@b.test', account(given)));
    expect([...found].sort()).toEqual([...expected].sort());
  });

  it('depend on those alone who have the address, whoever else there is', () => {
    const ADDRESS = 'a@x.example';
    let [named, unnamed] = [0, 0];
    assert(
      property(accounts, constantFrom(...ALL), (one, event) => {
        const here = ({ email }: { readonly email: string }): boolean => email === ADDRESS;
        const without = {
          ...one,
          logins: one.logins.filter(here),
          contacts: one.contacts.filter(here),
        };
        const names = mayNameAmountsAgain(event, ADDRESS, one);
        expect(names).toBe(mayNameAmountsAgain(event, ADDRESS, without));
        if (![one.holder, ...one.logins, ...one.contacts].some(here)) expect(names).toBe(false);
        if (names) named += 1;
        else unnamed += 1;
      }),
    );
    expect(Math.min(named, unnamed)).toBeGreaterThan(10);
  });

  it('are in none that has no amounts, and in none that is not sent again', () => {
    const { email } = account().holder;
    for (const event of ['critical-mailing', 'lease-assigned', 'invitation', 'toString', ''])
      expect([event, mayNameAmountsAgain(event, email, account())]).toEqual([event, false]);
  });

  it('are there for everybody who would be told them now', () => {
    const notices: readonly (Notice & { event: AccountEvent })[] = [
      { event: 'INVOICE_CREATED' },
      { event: 'INVOICE_AWAITING_SUMMARY' },
      { event: 'LEASE_INVOICE_CREATED' },
      { event: 'CREDIT_NOTE_CREATED' },
      { event: 'SUMMARY_INVOICE_CREATED' },
      { event: 'PAYMENT_FAILED', summary: false },
      { event: 'PAYMENT_FAILED', summary: true },
      { event: 'PAYMENT_RECEIVED', summary: true, paidBy: null },
    ];
    let seen = 0;
    assert(
      property(accounts, (one) => {
        for (const notice of notices)
          for (const { email, showsAmounts } of resolveRecipients(notice, one).recipients) {
            if (!showsAmounts) continue;
            seen += 1;
            expect(mayNameAmountsAgain(MAIL_OF[notice.event], email, one)).toBe(true);
          }
      }),
    );
    expect(seen).toBeGreaterThan(100);
  });
});
