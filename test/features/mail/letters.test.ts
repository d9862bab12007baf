import type { MailEvent, Mails } from '../../../src/domain/mail/mails';
import { formatsOf, localeOf } from '../../../src/features/mail/formats';
import { LETTERS, type Given } from '../../../src/features/mail/letters';
import { linksOf } from '../../../src/features/mail/links';
import { writeLetter, type WrittenLetter } from '../../../src/features/mail/write-letter';

const HOME = 'https://account.keyhold.test/base';
const TOKEN = 'tok_EN+/=?&"';
const NAMES = { account: 'Northwind', holder: 'Grace Hopper', newEmail: 'new@example.test' };

type Samples = {
  readonly [Event in MailEvent]: Pick<Given<Event>, 'parameters' | 'secrets'>;
};

/** Every event with the names that are given in it. */
const samples = ({ account, holder, newEmail }: typeof NAMES): Samples => ({
  'email-verification': { parameters: { account }, secrets: { token: TOKEN } },
  'password-reset': { parameters: {}, secrets: { token: TOKEN } },
  'already-signed-up': { parameters: {}, secrets: null },
  'email-changed': { parameters: { newEmail }, secrets: null },
  invitation: { parameters: { account, holder, passwordChangeNeeded: true }, secrets: null },
  'transfer-request': { parameters: { account, holder }, secrets: null },
  'critical-mailing': {
    parameters: { subject: `News of ${account}`, paragraphs: [`From ${holder}.`, newEmail] },
    secrets: null,
  },
  'marketing-mailing': {
    parameters: { subject: `Offers to ${account}`, paragraphs: [`From ${holder}.`, newEmail] },
    secrets: { unsubscribe: TOKEN },
  },
});
const EVENTS = Object.keys(LETTERS) as MailEvent[];

function letter<Event extends MailEvent>(
  event: Event,
  {
    names = NAMES,
    name = 'Ada',
    country = 'DE',
    unsubscribe = null,
    given = {},
  }: {
    names?: typeof NAMES;
    name?: string | null;
    country?: string;
    unsubscribe?: string | null;
    given?: Partial<Mails[Event]['parameters']>;
  } = {},
): WrittenLetter {
  const sample = samples(names)[event];
  return writeLetter(
    event,
    {
      ...sample,
      parameters: { ...sample.parameters, ...given },
      email: 'ada@example.test',
      at: new Date('2026-11-21T23:30:00Z'),
      formats: formatsOf(localeOf(country), 'Europe/Berlin'),
      links: linksOf(HOME),
      sender: 'Keyhold',
    },
    { name, unsubscribe },
  );
}

const decoded = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const addressesIn = (html: string): string[] =>
  [...html.matchAll(/\bhref="([^"]*)"/g)].map(([, address]) => decoded(address ?? ''));

describe('letters', () => {
  it('there is one for every event', () => {
    expect(EVENTS.sort()).toEqual(Object.keys(samples(NAMES)).sort());
    // @ts-expect-error A new event without a letter does not compile.
    const incomplete: typeof LETTERS = { 'password-reset': LETTERS['password-reset'] };
    expect(incomplete).not.toEqual(LETTERS);
  });

  it.each(EVENTS)('%s says the same as text and as HTML', (event) => {
    const { subject, html, text } = letter(event);
    const inHtml = new Set(words(decoded(html)));
    // A button is followed by a colon in the text.
    const missing = words(text).filter(
      (word) => !inHtml.has(word) && !inHtml.has(word.replace(/:$/, '')),
    );
    expect(missing).toEqual([]);
    expect(text).toMatch(new RegExp(`^${subject}\n\nHello Ada,\n\n`));
    expect(html).toMatch(/^<!doctype html><html lang="en" dir="ltr">/);
    for (const address of addressesIn(html)) expect(text).toContain(address);
    expect(text).not.toMatch(/[<>[\]]|undefined|null|NaN/);
  });

  it.each(EVENTS)('%s leads to our own address, loads nothing and tells nobody', (event) => {
    const { html } = letter(event);
    const addresses = addressesIn(html);
    for (const address of addresses) expect(address.startsWith(`${HOME}/`)).toBe(true);
    expect(html).not.toMatch(
      /<(img|script|link|style|iframe|object|form|base)\b|url\(|@import|src=/i,
    );
  });

  it.each(EVENTS)('%s takes what people have typed as text, in HTML as well', (event) => {
    const evil = `</p><img src=x onerror="alert(1)"> & 'co'\r\nBcc: all@example.test`;
    const names = { account: evil, holder: evil, newEmail: evil };
    const { html, subject } = letter(event, { names, name: evil });
    expect(html).not.toMatch(/<img|<\/p><img|onerror="alert/i);
    expect(subject).not.toMatch(/[\r\n]/);
    const plain = letter(event);
    const tags = (text: string): string[] => text.match(/<[^>]*>/g) ?? [];
    expect(tags(html)).toEqual(tags(plain.html));
  });

  it.each(['www.evil.test', 'see https://evil.test', 'evil.test now', 'a@evil.test'])(
    'nobody is greeted as %s: mail programs would make a link of it',
    (name) => {
      const { html, text } = letter('already-signed-up', { name });
      expect(text).toMatch(/^You have signed up already\n\nHello,\n\n/);
      expect(html).not.toContain('evil');
    },
  );

  it('names with dots are names', () => {
    expect(letter('already-signed-up', { name: 'Dr. J. R. Smith Jr.' }).text).toContain(
      'Hello Dr. J. R. Smith Jr.,',
    );
    expect(letter('already-signed-up', { name: null }).text).toContain('Hello,\n');
  });

  it('a token arrives as it is', () => {
    const { html, text } = letter('password-reset');
    const address = `${HOME}/reset-password?token=${encodeURIComponent(TOKEN)}`;
    expect(addressesIn(html)).toEqual([address, address]);
    expect(text).toContain(`Choose a new password:\n${address}\n`);
    expect(new URL(address).searchParams.get('token')).toBe(TOKEN);
    expect(letter('email-verification').text).toContain(`${HOME}/verify-email?token=`);
  });

  it('days, instants and amounts are written as in the country of the account', () => {
    const day = '2026-11-21';
    expect(letter('password-reset', { country: 'DE' }).text).toMatch(/on 22 November 2026.* 00:30/);
    expect(letter('password-reset', { country: 'US' }).text).toMatch(/November 22, 2026.* 12:30/);
    expect(formatsOf(localeOf('GB'), 'UTC').day(day)).toBe('21 November 2026');
    expect(formatsOf(localeOf('US'), 'Asia/Tokyo').day(day)).toBe('November 21, 2026');
    const amount = 900_719_925_474_099_301n;
    expect(formatsOf(localeOf('GB'), 'UTC').money(amount, 'GBP')).toBe('£9,007,199,254,740,993.01');
    expect(formatsOf(localeOf('US'), 'UTC').money(-5n, 'EUR')).toBe('-€0.05');
    expect(formatsOf(localeOf('DE'), 'UTC').money(123_450n, 'EUR')).toMatch(/1[.,]234[.,]50/);
  });

  it('who must choose a password of their own first is told so, and nobody else', () => {
    const told = (passwordChangeNeeded: boolean) =>
      letter('invitation', { given: { passwordChangeNeeded } }).text.includes('set your present');
    expect([told(true), told(false)]).toEqual([true, false]);
  });

  it('R19 a mail that one can unsubscribe from says where; others do not', () => {
    const unsubscribe = `${HOME}/unsubscribe/token`;
    const { html, text } = letter('transfer-request', { unsubscribe });
    expect(addressesIn(html)).toContain(unsubscribe);
    expect(text).toContain(`\n${unsubscribe}\n`);
    expect(letter('transfer-request').html).not.toContain('unsubscribe');
  });
});
