import { AWAITS_SUMMARY_NOTE, SUMMARY_NOTE } from '../../../src/domain/billing/summary';
import { MAIL_OF } from '../../../src/domain/mail/notice-mails';
import { mailedAmount } from '../../../src/domain/mail/account-mails';
import { mail } from '../../../src/features/outbox/mail';
import { addedUp, mailFigures } from '../../support/document-figures';
import {
  HOME,
  ACCOUNT_EVENTS,
  KEY,
  PASSWORD,
  RECIPIENT,
  accountSamples,
  sampleLetter,
  written,
} from './letter-samples';

const AMOUNT = /€|EUR|\d[.,]\d\d\b|Visa/;
const SAID = accountSamples((name) => name);
const having = (part: 'amounts' | 'keys') => ACCOUNT_EVENTS.filter((event) => part in SAID[event]);
const hidden = { amounts: false, keys: false };
const all = { amounts: true, keys: true };

describe('mails about an account', () => {
  it('there is one for every event of an account, and one event for each', () => {
    expect(Object.values(MAIL_OF).sort()).toEqual([...ACCOUNT_EVENTS].sort());
  });

  it.each(having('amounts'))(
    'R15 %s names its amounts to those who may see them alone',
    (event) => {
      const open = sampleLetter(event, { shows: { amounts: true, keys: false } });
      const closed = sampleLetter(event, { shows: hidden });
      expect(open.text).toMatch(AMOUNT);
      expect(open.html).toMatch(AMOUNT);
      for (const text of [closed.text, closed.html.replace(/style="[^"]*"/g, ''), closed.subject])
        expect(text).not.toMatch(AMOUNT);
      expect(JSON.stringify(written(event, { shows: hidden }))).not.toMatch(AMOUNT);
      expect(closed.text).toMatch(/This mail shows no amounts|It is billed/);
    },
  );

  it.each(having('keys'))('R15 %s names the key to those who may see it alone', (event) => {
    const open = sampleLetter(event, { shows: { amounts: false, keys: true } });
    const closed = sampleLetter(event, { shows: hidden });
    expect([open.text.includes(KEY), open.html.includes(KEY)]).toEqual([true, true]);
    expect(closed.text + closed.html + closed.subject).not.toContain(KEY);
    expect(JSON.stringify(written(event, { shows: hidden }))).not.toContain(KEY);
  });

  it.each(ACCOUNT_EVENTS)('%s keeps keys, passwords and tokens among its secrets', (event) => {
    const { parameters, secrets } = written(event, { shows: all });
    const opens = [KEY, PASSWORD, 'unsubscribe-token'];
    for (const one of opens) expect(JSON.stringify(parameters)).not.toContain(one);
    const said = { secrets: {}, keys: {}, ...SAID[event] };
    expect({ ...secrets }).toEqual({ ...said.secrets, ...said.keys });
    expect(secrets === null).toBe(!('secrets' in SAID[event] || 'keys' in SAID[event]));
  });

  it('R15 what somebody may see cannot be forgotten: such a mail is written for somebody told', () => {
    const to = { email: RECIPIENT, name: null };
    // @ts-expect-error Mails about an account are written by `accountMail` alone.
    const message = mail('lease-stopped', to, 1, {}, null);
    expect(message.event).toBe('lease-stopped');
  });

  it('R49 an invoice that waits for its summary says so to the letter, on one line', () => {
    const { text, html } = sampleLetter('invoice-awaiting-summary');
    expect(AWAITS_SUMMARY_NOTE).toBe(
      'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.',
    );
    expect(text.split('\n')).toContain(AWAITS_SUMMARY_NOTE);
    expect(html).toContain(`>${AWAITS_SUMMARY_NOTE}</p>`);
    expect(text).not.toContain('Due');
    for (const event of ['invoice-created', 'lease-invoice-created'] as const)
      expect(sampleLetter(event).text).not.toContain('summarized');
  });

  it('R48 a summary invoice bears its note on a line of its own', () => {
    expect(sampleLetter('summary-invoice-created').text.split('\n')).toContain(SUMMARY_NOTE);
    expect(sampleLetter('invoice-emailed').text.split('\n')).toContain(SUMMARY_NOTE);
    const waiting = sampleLetter('invoice-emailed', {
      given: { notes: [AWAITS_SUMMARY_NOTE], toPay: false },
    });
    expect(waiting.text.split('\n')).toContain(AWAITS_SUMMARY_NOTE);
    expect(waiting.text).not.toMatch(/Due|can pay it/);
  });

  it('R17 an invoice comes with its lines, for contacts cannot look it up', () => {
    const { text } = sampleLetter('invoice-created', { country: 'GB' });
    for (const line of [
      /SmarterMail Enterprise 250 +€987\.65/,
      /and 3 further lines, in the PDF +€100\.00/,
      /Subtotal +€1,334\.45/,
      /Tax \(19 %\) on €1,234\.45 +€234\.55/,
      /Total +€1,569\.00/,
      /Credited on its invoices +−€100\.00/,
      /Balance due +€1,469\.00/,
      /Due +5 December 2026/,
      /Reverse charge: the recipient accounts for the VAT\./,
      new RegExp(`can pay it at\\s+${HOME}`),
    ])
      expect(text).toMatch(line);
  });

  it.each(having('amounts').filter((event) => 'rows' in SAID[event as 'invoice-created'].amounts))(
    'R58 in %s the figures lead from the lines to what is still to be paid',
    (event) => {
      const figures = mailFigures(sampleLetter(event).text);
      expect(figures && addedUp(figures)).toBe(event === 'credit-note-created' ? 0n : 146_900n);
    },
  );

  it('R51 a lease invoice is charged to the card, unless it asks for nothing', () => {
    const said = (given: Readonly<Record<string, unknown>>): string =>
      sampleLetter('lease-invoice-created', { given }).text.replace(/\s+/g, ' ');
    expect(said({})).toContain(
      'The amount due is charged to the card on file. There is nothing to do.',
    );
    const rows = [{ label: 'Balance', amount: mailedAmount(0n, 'EUR') }];
    const free = said({ amounts: { lines: [], further: null, rows, taxNotes: [] } });
    expect(free).toContain('There is nothing to pay.');
    expect(free).not.toContain('card');
  });

  it('R58 a receipt for several invoices says what of it went to which', () => {
    const { text } = sampleLetter('payment-received');
    expect(text).toMatch(/Invoice INV-2026-000123 +€1,000\.00/);
    expect(text).toMatch(/Invoice INV-2026-000124 +€469\.00/);
    expect(text).toMatch(/Amount +€1,469\.00/);
  });

  it('a mail that was written down before mails said what is still to be paid is sent all the same', () => {
    const eur = (minor: bigint) => mailedAmount(minor, 'EUR');
    const former = {
      lines: [{ description: 'SmarterMail', amount: eur(10_000n) }],
      further: 2,
      subtotal: eur(20_000n),
      tax: eur(3_800n),
      taxNote: 'Tax as on the invoices summarized.',
      total: eur(23_800n),
    };
    const { text } = sampleLetter('invoice-emailed', {
      given: { amounts: former, notes: [], toPay: undefined },
    });
    for (const line of [
      /SmarterMail +€100\.00/,
      /and 2 further lines/,
      /Subtotal +€200\.00/,
      /Tax +€38\.00/,
      /Total +€238\.00/,
      /Tax as on the invoices summarized\./,
      /Due +5 December 2026/,
    ])
      expect(text).toMatch(line);
  });

  it('days and amounts are written as in the country of the account', () => {
    expect(sampleLetter('invoice-created', { country: 'US' }).text).toMatch(
      /December 5, 2026[^]*€1,469\.00/,
    );
    expect(sampleLetter('summary-invoice-created', { country: 'US' }).text).toContain(
      'October 2026',
    );
  });

  it('R53 a failed payment says when it is tried again; after the last attempt, what follows', () => {
    expect(sampleLetter('payment-failed').text).toContain('next attempt is on 24 November 2026');
    const last = sampleLetter('payment-failed', { given: { nextAttemptOn: null } }).text;
    const flowing = last.replace(/\s+/g, ' ');
    expect(flowing).toContain('the invoice is overdue. New leases can be started once it is paid');
    expect(flowing).toContain('running leases continue');
    expect(flowing).not.toContain('next attempt');
  });

  it('R18 a receipt names every invoice that was paid', () => {
    const { subject, text } = sampleLetter('payment-received');
    expect(subject).toBe('Receipt for invoices INV-2026-000123, INV-2026-000124');
    expect(text).toMatch(/Paid by +Visa ending in 4242/);
    const one = sampleLetter('payment-received', { given: { numbers: ['INV-1'] } });
    expect(one.subject).toBe('Receipt for invoice INV-1');
  });

  it('R31 a customer gets the key, and learns who assigned it', () => {
    const { text } = sampleLetter('license-key-delivery');
    expect(text).toMatch(new RegExp(`License key +${KEY}`));
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Contoso has assigned a license to the account Northwind. It can be activated at once.',
    );
  });

  it('R32 a new customer gets user name, one-time password and key', () => {
    const { text } = sampleLetter('account-created');
    expect(text).toMatch(new RegExp(`User name +${RECIPIENT}`));
    expect(text).toMatch(new RegExp(`One-time password +${PASSWORD}`));
    expect(text).toMatch(new RegExp(`License key +${KEY}`));
    expect(text.replace(/\s+/g, ' ')).toContain('you first choose a new password');
  });

  it('R32 somebody who signs in already gets no new password', () => {
    expect(written('account-created', { withoutPassword: true }).secrets).toEqual({ key: KEY });
    const { text } = sampleLetter('account-created', { withoutPassword: true });
    expect(text).not.toMatch(/one-time/i);
    expect(text.replace(/\s+/g, ' ')).toContain('Sign in with your present password.');
  });

  it('R1 whoever bought as a guest chooses a password by a link, or signs in to a new account', () => {
    const link = /reset-password\?token=chosen-by-the-guest/;
    const guest = sampleLetter('account-created', { guest: { link: true } });
    expect(guest.text).toMatch(link);
    expect(guest.text).toMatch(new RegExp(`License key +${KEY}`));
    expect(guest.text.replace(/\s+/g, ' ')).toContain('Thank you for your order at Keyhold.');
    const known = sampleLetter('account-created', { guest: { link: false } });
    expect(known.text).not.toMatch(link);
    expect(known.text.replace(/\s+/g, ' ')).toContain(
      'The new account Northwind was created for it',
    );
    expect(known.text.replace(/\s+/g, ' ')).toContain('Sign in with your present password.');
    const support = sampleLetter('account-created', { guest: { link: true, keyless: true } });
    expect(support.text).not.toMatch(/license/i);
  });

  it.each([
    ['MODIFIED', 'Contoso has modified your license.'],
    ['RENEWED', 'Contoso has renewed the maintenance of your license.'],
    ['REINSTATED', 'Contoso has reinstated the maintenance of your license.'],
  ])('R33 your license was modified: %s', (change, said) => {
    const { subject, text } = sampleLetter('license-modified', { given: { change } });
    expect(subject).toBe('Your license was modified');
    expect(text).toContain(said);
    expect(text).not.toMatch(AMOUNT);
  });

  it('R57 a license that has ended says so, and asks for nothing', () => {
    const given = { change: 'ENDED', by: null, reactivation: false, oldTermsUntil: null };
    const { subject, text } = sampleLetter('license-modified', { given });
    const flowing = text.replace(/\s+/g, ' ');
    expect(subject).toBe('Your license has ended');
    expect(flowing).toMatch(
      /Your license has ended\. It belongs to the account .+, and can no longer be activated,/,
    );
    expect(flowing).not.toMatch(/Maintenance until|activate it again|Its present terms/);
  });

  it('R34 a modified license says whether, and until when, it must be activated again', () => {
    const text = (given: object) =>
      sampleLetter('license-modified', { given: { ...given } }).text.replace(/\s+/g, ' ');
    expect(text({})).toContain('activate it again on its server');
    expect(text({})).toContain('until 28 November 2026 at most');
    expect(text({ oldTermsUntil: null })).toContain('Until then the former terms apply.');
    expect(text({ reactivation: false })).not.toContain('again');
  });

  it('R19 marketing carries its token to unsubscribe; critical mailings carry none', () => {
    expect(written('marketing-mailing').secrets).toEqual({ unsubscribe: 'unsubscribe-token' });
    expect(written('critical-mailing').secrets).toBeNull();
    expect(sampleLetter('critical-mailing').html.match(/Keyhold moves\.<\/p>/g)).toHaveLength(1);
  });
});
