import type { MailEvent } from '../../../src/domain/mail/mails';
import { formatsOf, localeOf } from '../../../src/features/mail/formats';
import { LETTERS } from '../../../src/features/mail/letters';
import { HOME, SAMPLED_EVENTS, TOKEN, sample, sampleLetter as letter } from './letter-samples';

const EVENTS = Object.keys(LETTERS) as MailEvent[];

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

/** Those of the names that somebody types and a mail of this event bears. */
const typedNames = (event: MailEvent, name: string): Record<string, string> =>
  Object.fromEntries(
    ['account', 'by', 'holder', 'sentBy']
      .filter(
        (key) => typeof (sample(event, {}).parameters as Record<string, unknown>)[key] === 'string',
      )
      .map((key) => [key, name]),
  );

describe('letters', () => {
  it('there is one for every event', () => {
    expect([...EVENTS].sort()).toEqual([...SAMPLED_EVENTS].sort());
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
    expect(text.replace(/\s+/g, ' ').startsWith(`${subject} Hello Ada, `)).toBe(true);
    expect(html).toMatch(/^<!doctype html><html lang="en" dir="ltr">/);
    for (const address of addressesIn(html)) expect(text).toContain(address);
    expect(text).not.toMatch(/[<>[\]]|undefined|null|NaN| $/m);
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
    const { html, subject } = letter(event, { typed: () => evil, name: evil });
    expect(html).not.toMatch(/<img|<\/p><img|onerror="alert/i);
    expect(subject).not.toMatch(/[\r\n]/);
    const plain = letter(event);
    const tags = (text: string): string[] => text.match(/<[^>]*>/g) ?? [];
    expect(tags(html)).toEqual(tags(plain.html));
  });

  it.each([
    ['support-answer', { number: 'SR-100001' }],
    ['staff-support-request', {}],
  ] as const)('R68 %s keeps the lines of what was written', (event, given) => {
    const message = 'First:\n1. stop\n2. start\n\nThen write again.';
    const { html, text } = letter(event, { given: { ...given, message } });
    expect(text).toContain(`\n\n${message}\n\n`);
    expect(html).toContain('pre-line" dir="auto">First:\n1. stop\n2. start</p>');
  });

  const OWN_TEXTS: readonly MailEvent[] = ['critical-mailing', 'marketing-mailing'];
  const NAMED = EVENTS.filter((event) => !OWN_TEXTS.includes(event));
  /** Of a stranger, with what mail programs make of it. */
  const OFFERS = [
    'You won 500 EUR, claim at https://evil.example/x',
    'www.evil.example',
    'evil。example/claim now',
    'claim@evil.example',
    'mailto:claim@evil.example',
    'Booking.evil',
  ];
  const LINKS = /https?:|mailto:|www\.|[\p{L}\d-]+[.。][a-z]{2,}|\S@\S/giu;

  it.each(NAMED)('R20 %s makes no link of what a stranger has typed, and no subject', (event) => {
    const ours = letter(event, { name: null });
    const links = (said: string): string[] => [...said.matchAll(LINKS)].map(([link]) => link);
    const own = links(ours.text);
    for (const offer of OFFERS) {
      // An address that somebody changed theirs to is one.
      const given = event === 'email-changed' ? { newEmail: 'new@example.test' } : {};
      const all = letter(event, { typed: () => offer, name: offer, given });
      const named = letter(event, { given: typedNames(event, offer), name: offer });
      expect(named.subject).toBe(ours.subject);
      for (const { subject, html, text } of [all, named]) {
        for (const link of links(`${subject} ${text}`)) expect(own).toContain(link);
        expect(decoded(html)).not.toMatch(
          /evil\.example|evil。example|@evil|www\.evil|Booking\.evil/,
        );
      }
      expect(`${named.html}${named.text}`).not.toMatch(/You won|500 EUR/);
    }
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

  it('days and instants are written as in the country of the account, amounts alike in all', () => {
    const day = '2026-11-21';
    expect(letter('password-reset', { country: 'DE' }).text).toMatch(/on 22 November 2026.* 00:30/);
    expect(letter('password-reset', { country: 'US' }).text).toMatch(/November 22, 2026.* 12:30/);
    expect(formatsOf(localeOf('GB'), 'UTC').day(day)).toBe('21 November 2026');
    expect(formatsOf(localeOf('US'), 'Asia/Tokyo').day(day)).toBe('November 21, 2026');
    const amount = 900_719_925_474_099_301n;
    expect(formatsOf(localeOf('GB'), 'UTC').money(amount, 'GBP')).toBe('£9,007,199,254,740,993.01');
    expect(formatsOf(localeOf('US'), 'UTC').money(-5n, 'EUR')).toBe('−€0.05');
    expect(formatsOf(localeOf('DE'), 'UTC').money(123_450n, 'EUR')).toBe('€1,234.50');
  });

  const typedIn = (text: string): readonly string[] =>
    text.replace(/\s+/g, ' ').match(/\u2068[^\u2069]*\u2069/g) ?? [];

  it.each(EVENTS.filter((event) => !event.endsWith('-mailing')))(
    'R20 in %s a name from right to left stands by itself, and turns nothing around it',
    (event) => {
      const name = 'חברה (בע״מ)\u202e';
      const { subject, html, text } = letter(event, { typed: () => name, name });
      const shown = 'חברה (בע״מ)';
      expect(text + html + subject).not.toContain('\u202e');
      expect(subject).not.toMatch(/[\u2068\u2069]/);
      expect(html).not.toMatch(/[\u2068\u2069]/);
      expect(html).toContain(`<bdi dir="auto">${shown}</bdi>`);
      expect(new Set(typedIn(text))).toEqual(new Set([`\u2068${shown}\u2069`]));
      // The subject, which stands above the text, and nothing else has it without.
      const rest = text
        .replace(/\u2068[^\u2069]*\u2069/g, '')
        .split('\n')
        .slice(1)
        .join(' ');
      expect(rest.replace(/[^\p{sc=Hebrew}]/gu, '')).toBe('');
      expect(html.split('<bdi dir="auto">').length).toBe(html.split('</bdi>').length);
    },
  );

  it.each(['株式会社サンプル', 'บริษัทไทย', '🦊🚀', 'x̧̌', 'शर्मा'])(
    'R20 the name %s arrives as it is',
    (name) => {
      const { html, text } = letter('invoice-created', { typed: () => name, name });
      expect(text).toContain(`Hello ${name},`);
      expect(html).toContain(`Hello ${name},`);
    },
  );

  it('what the vendor writes itself stands in paragraphs of their own direction', () => {
    const { html, text } = letter('critical-mailing', { typed: () => 'שלום לכולם' });
    expect(html).toMatch(/<p style="[^"]*" dir="auto">שלום לכולם<\/p>/);
    expect(text).toContain('\nשלום לכולם\n');
  });

  it('R10 an invitation says what to do about a password that a holder set, and not whether one did', () => {
    expect(letter('invitation').text.replace(/\s+/g, ' ')).toContain(
      'request a new password on the sign-in page',
    );
  });

  it('R19 a mail that one can unsubscribe from says where; others do not', () => {
    const unsubscribe = `${HOME}/unsubscribe/token`;
    const { html, text } = letter('transfer-request', { unsubscribe });
    expect(addressesIn(html)).toContain(unsubscribe);
    expect(text).toContain(`\n${unsubscribe}\n`);
    expect(letter('transfer-request').html).not.toContain('unsubscribe');
  });
});
