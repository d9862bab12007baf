import fc from 'fast-check';
import type { Permission } from '../../../src/domain/people/permission';
import type { Notice, MailEventName } from '../../../src/domain/mail/notice';
import { resolveRecipients } from '../../../src/domain/mail/notified';
import type { MailedAccount, Notified } from '../../../src/domain/mail/recipients';
import { accounts, BROADCAST, EVENTS, noticeWith, PAYMENTS } from './mailed-arbitraries';
import { ALERTS, PREFERENCES } from './mailed-people';
import { often } from '../often';

const OWN_LOGIN: readonly MailEventName[] = [
  'INVITATION',
  'VERIFICATION',
  'PASSWORD_RESET',
  'EMAIL_CHANGED',
  'NEW_SIGN_IN',
];

const anyNotice = noticeWith(EVENTS);
const addressedNotice = noticeWith(EVENTS.filter((event) => !BROADCAST.includes(event)));

/** What opens the things that an event is about (R7); else it is about an invoice. */
const MATCHING: Partial<Record<MailEventName, Permission>> = {
  LEASE_ASSIGNED: 'LEASE_PROVIDER',
  RESOLD_LICENSE_ASSIGNED: 'RESELLER',
};

const emails = ({ recipients }: Notified): string[] => recipients.map(({ email }) => email);
const RUNS = { numRuns: often(1_500) };

describe('every event of every account', () => {
  it('R14 R15 R16 R17 R18 tells or leaves out everybody exactly once, and no address twice', () => {
    let shared = 0;
    fc.assert(
      fc.property(anyNotice, accounts, (notice, given) => {
        const result = resolveRecipients(notice, given);
        const people = [...result.recipients, ...result.skipped].filter(
          ({ kind }) => kind !== 'ADDRESS',
        );
        const names = people.map(({ kind, key }) => `${kind} ${key}`);
        expect(names.sort()).toEqual(
          [
            `HOLDER ${given.holder.key}`,
            ...given.logins.map(({ key }) => `AUTHORIZED_LOGIN ${key}`),
            ...given.contacts.map(({ key }) => `CONTACT ${key}`),
          ].sort(),
        );
        expect(new Set(emails(result)).size).toBe(result.recipients.length);
        for (const { email, reason } of result.skipped) {
          if (reason !== 'SAME_ADDRESS') continue;
          shared += 1;
          expect(emails(result)).toContain(email);
        }
      }),
      RUNS,
    );
    expect(shared).toBeGreaterThan(often(100));
  });

  it('R14 is the same whatever order people come in, and changes nothing that was passed in', () => {
    fc.assert(
      fc.property(anyNotice, accounts, (notice, given) => {
        const turned = Object.freeze({
          ...given,
          logins: Object.freeze([...given.logins].reverse()),
          contacts: Object.freeze([...given.contacts].reverse()),
        });
        expect(resolveRecipients(notice, turned)).toEqual(resolveRecipients(notice, given));
      }),
      RUNS,
    );
  });

  it('R6 R15 an account that loses a capability tells nobody new, but its holder of invoices', () => {
    let updates = 0;
    fc.assert(
      fc.property(anyNotice, accounts, fc.boolean(), fc.boolean(), (notice, given, one, other) => {
        const { reseller, leaseProvider } = given.capabilities;
        const capabilities = { reseller: reseller && one, leaseProvider: leaseProvider && other };
        const before = resolveRecipients(notice, given);
        const after = resolveRecipients(notice, { ...given, capabilities });
        for (const { email, kind, reason } of after.recipients) {
          if (emails(before).includes(email)) continue;
          updates += 1;
          expect([kind, reason]).toEqual(['HOLDER', 'ACCOUNT_UPDATE']);
        }
      }),
      RUNS,
    );
    expect(updates).toBeGreaterThan(often(5));
  });

  it('R7 R15 permissions decide what a mail shows, never which addresses it goes to, but of cards and renewals', () => {
    fc.assert(
      fc.property(
        noticeWith(EVENTS.filter((event) => !BY_RIGHT.includes(event))),
        accounts,
        (notice, given) => {
          const logins = given.logins.map((one) => ({ ...one, permissions: [] }));
          const without = resolveRecipients(notice, { ...given, logins });
          expect(new Set(emails(without))).toEqual(
            new Set(emails(resolveRecipients(notice, given))),
          );
        },
      ),
      RUNS,
    );
  });
});

const BY_RIGHT = ['CARD_EXPIRING', 'MAINTENANCE_ENDING', 'RESOLD_MAINTENANCE_ENDING'];

describe('transactional mail', () => {
  it('R18 to one person is the same whatever anybody has set', () => {
    fc.assert(
      fc.property(
        addressedNotice,
        accounts,
        fc.constantFrom(...PREFERENCES),
        (notice, given, to) => {
          const other: MailedAccount = {
            ...given,
            capabilities: { reseller: false, leaseProvider: false },
            holder: { ...given.holder, mailingPreference: to, alerts: [] },
            logins: given.logins.map((one) => ({ ...one, alerts: ALERTS, marketingMail: false })),
            contacts: given.contacts.map((one) => ({ ...one, receives: [] })),
          };
          expect(resolveRecipients(notice, other)).toEqual(resolveRecipients(notice, given));
        },
      ),
      RUNS,
    );
  });

  it('R18 R53 of payments reaches the holder always, and whoever would be mailed such an invoice', () => {
    const asInvoice = (summary: boolean): Notice => ({
      event: summary ? 'SUMMARY_INVOICE_CREATED' : 'INVOICE_CREATED',
    });
    fc.assert(
      fc.property(accounts, fc.boolean(), fc.boolean(), (given, summary, failed) => {
        const notice: Notice = failed
          ? { event: 'PAYMENT_FAILED', summary }
          : { event: 'PAYMENT_RECEIVED', summary, paidBy: null };
        const invoiced = emails(resolveRecipients(asInvoice(summary), given));
        const expected = new Set([given.holder.email, ...invoiced]);
        expect(new Set(emails(resolveRecipients(notice, given)))).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('R14 is all that a holder with NONE is told of', () => {
    let recipients = 0;
    fc.assert(
      fc.property(anyNotice, accounts, (notice, given) => {
        const none: MailedAccount = {
          ...given,
          holder: { ...given.holder, mailingPreference: 'NONE' },
        };
        if (!resolveRecipients(notice, none).recipients.some(({ kind }) => kind === 'HOLDER'))
          return;
        recipients += 1;
        expect('addressee' in notice || PAYMENTS.includes(notice.event)).toBe(true);
      }),
      RUNS,
    );
    expect(recipients).toBeGreaterThan(often(100));
  });
});

describe('people who are kept from something', () => {
  it('R14 R16 R17 marketing goes to no contact, no invited login and nobody who opted out', () => {
    fc.assert(
      fc.property(accounts, (given) => {
        const { recipients } = resolveRecipients({ event: 'MARKETING_MAILING' }, given);
        for (const { kind, key } of recipients) {
          if (kind === 'HOLDER') expect(given.holder.mailingPreference).toBe('ALL');
          else {
            expect(kind).toBe('AUTHORIZED_LOGIN');
            expect(given.logins.find((one) => one.key === key)).toMatchObject({
              status: 'ACTIVE',
              marketingMail: true,
            });
          }
        }
      }),
      RUNS,
    );
  });

  it('R10 an invited login is told of its invitation, and of its own sign-in', () => {
    fc.assert(
      fc.property(anyNotice, accounts, (notice, given) => {
        const invited = given.logins.filter(({ status }) => status === 'INVITED');
        for (const { kind, key } of resolveRecipients(notice, given).recipients) {
          if (kind === 'AUTHORIZED_LOGIN' && invited.some((one) => one.key === key))
            expect(OWN_LOGIN).toContain(notice.event);
        }
      }),
      RUNS,
    );
  });

  it('R15 R17 a contact sees no key, and an alert shows a login what its permissions do', () => {
    fc.assert(
      fc.property(anyNotice, accounts, (notice, given) => {
        for (const one of resolveRecipients(notice, given).recipients) {
          const { kind, key, reason, showsAmounts, showsKeys, carriesPdf } = one;
          if (carriesPdf) expect(showsAmounts).toBe(true);
          if (kind === 'CONTACT') expect(showsKeys).toBe(false);
          if (kind !== 'AUTHORIZED_LOGIN' || reason === 'ADDRESSEE' || reason === 'PAYER') continue;
          const { permissions } = given.logins.find((one) => one.key === key)!;
          const needed = MATCHING[notice.event] ?? 'PAY_INVOICES';
          if (showsAmounts || showsKeys) expect(permissions).toContain(needed);
        }
      }),
      RUNS,
    );
  });
});
