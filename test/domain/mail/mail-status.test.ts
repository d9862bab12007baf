import {
  decideResend,
  decideRetry,
  MailStatus,
  mailStatus,
  type ResendFacts,
} from '../../../src/domain/mail/mail-status';
import { codeOf } from '../refusals';
import { account, contact, login } from './mailed-people';

const AT = new Date('2026-11-30T12:00:00Z');
const STATUSES = Object.values(MailStatus);

describe('R20 how far a mail is', () => {
  const nothing = { settledAt: null, failingSince: null, givenUpAt: null, refusedAt: null };
  it.each([
    ['WAITING', {}],
    ['FAILING', { failingSince: AT }],
    ['SENT', { settledAt: AT }],
    ['SENT', { settledAt: AT, failingSince: AT }],
    ['GIVEN_UP', { settledAt: AT, failingSince: AT, givenUpAt: AT }],
    ['GIVEN_UP', { givenUpAt: AT }],
    ['REFUSED', { settledAt: AT, failingSince: AT, givenUpAt: AT, refusedAt: AT }],
    ['REFUSED', { refusedAt: AT }],
  ] as const)('%s: %j', (status, given) => {
    expect(mailStatus({ ...nothing, ...given })).toBe(status);
  });
});

describe('R20 a mail that cannot be delivered', () => {
  it('is tried now while it fails, and never else', () => {
    expect(STATUSES.map((status) => [status, codeOf(decideRetry(status))])).toEqual(
      STATUSES.map((status) => [status, status === 'FAILING' ? null : 'MAIL_NOT_FAILING']),
    );
  });

  it('says how one goes on that was given up', () => {
    const bids = STATUSES.filter((status) => decideRetry(status)?.message.includes('resendMail'));
    expect([...bids].sort()).toEqual(['GIVEN_UP', 'REFUSED']);
  });
});

describe('R20 sending a mail again', () => {
  const people = account({
    email: 'own@example.com',
    holder: { ...account().holder, email: 'holder@example.com' },
    logins: [login(2, { email: 'login@example.com' }), login(3, { email: 'second@example.com' })],
    contacts: [contact(4, { email: 'contact@example.com' })],
  });
  const sent: ResendFacts = {
    event: 'invoice-created',
    status: 'SENT',
    email: 'holder@example.com',
    account: people,
    ofAccount: true,
  };
  const decide = (given: Partial<ResendFacts>) => decideResend({ ...sent, ...given });

  it('waits until it has left or was given up', () => {
    expect(STATUSES.map((status) => [status, codeOf(decide({ status }))])).toEqual([
      ['WAITING', 'MAIL_ON_ITS_WAY'],
      ['SENT', null],
      ['FAILING', 'MAIL_ON_ITS_WAY'],
      ['GIVEN_UP', null],
      ['REFUSED', null],
    ]);
  });

  it('is for the people of the account alone, as long as they are', () => {
    for (const name of ['own', 'holder', 'login', 'second', 'contact'])
      expect([name, decide({ email: `${name}@example.com` })]).toEqual([name, null]);
    expect(codeOf(decide({ email: 'former@example.com' }))).toBe('CANNOT_RESEND');
    expect(codeOf(decide({ account: null }))).toBe('CANNOT_RESEND');
    // What was written because of no account belongs to its address alone.
    expect(decide({ account: null, ofAccount: false })).toBeNull();
    expect(decide({ email: 'former@example.com', ofAccount: false })).toBeNull();
  });

  const SECRET = [
    'email-verification',
    'account-email-verification',
    'password-reset',
    'account-created',
    'license-key-delivery',
    'license-replaced',
    'license-key-replaced',
    'license-modified',
    'lease-assigned',
    'resold-license-assigned',
    'lease-stopped',
    'marketing-mailing',
  ];
  it.each(SECRET)('never repeats what was secret in %s, and says what to do instead', (event) => {
    const refusal = decide({ event });
    expect(codeOf(refusal)).toBe('CANNOT_RESEND');
    expect(refusal?.message).toMatch(/^The secret in this mail is not stored\. .{20,}\.$/);
  });

  it('is possible for what has none, whatever its name', () => {
    for (const event of ['critical-mailing', 'payment-failed', 'toString', 'constructor'])
      expect([event, decide({ event })]).toEqual([event, null]);
  });
});
