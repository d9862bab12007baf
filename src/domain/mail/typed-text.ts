import { readEmail } from '../email';

/*
 * What people have typed, as mails repeat it. Anybody can call themselves, or an account, what they like, and have
 * it mailed to somebody else: a name is repeated where it is one, and nothing that was typed becomes a link.
 */

/** What mail programs make a link of: addresses of pages, hosts, mailboxes; in whatever script. */
const LINK_LIKE =
  /:\/|\/\/|\\\\|@|\bwww\.|^[\p{P}\p{S}]*[a-z][a-z\d+.-]*:[^\s:]|[^\s.]\.\p{L}{2,}|\d{1,3}(?:\.\d{1,3}){3}/iu;
/** Signs that, with a space on both sides, make a link no more. */
const JOINTS = /[.:/@\\]+/g;
/** What looks like these signs and is read as them. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/[。．｡․﹒]/gu, '.'],
  [/[：﹕]/gu, ':'],
  [/[／⁄∕]/gu, '/'],
  [/[＠﹫]/gu, '@'],
];

/** A web address, an amount of money, or digits enough to call: an offer, and no name. */
const OFFER_LIKE =
  /:\/\/|\bwww\.|\.\p{L}{2,}\/|\p{Sc}|\d[\d.,'’ ]*\s?(?:[A-Z]{3}\b|%)|\b[A-Z]{3}\s?\d|(?:\d[^\p{L}]*){7}/u;
const LONGEST_NAME = 100;
/** Nobody is called so, and mail programs vary in what they make of them. */
const ADDRESS_SIGNS = /[/@:\\]/;

const readable = (text: string): string =>
  LOOK_ALIKES.reduce((so, [alike, sign]) => so.replace(alike, sign), text);

/** The same text, in which nothing is a link. */
export function withoutLinks(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => {
      const read = readable(word);
      return LINK_LIKE.test(read) ? read.replace(JOINTS, ' $& ').trim() : word;
    })
    .join('');
}

/** A name as a mail repeats it; null for what is rather an offer. */
export const mailedName = (name: string): string | null =>
  [...name].length > LONGEST_NAME || OFFER_LIKE.test(readable(name).normalize('NFKC'))
    ? null
    : withoutLinks(name);

/** Whether somebody can be greeted by a name. */
export const isGreetable = (name: string): boolean =>
  mailedName(name) === name && !ADDRESS_SIGNS.test(readable(name));

/** What stands for a name that is not repeated, by what it is the name of. */
const NAMELESS: Readonly<Record<string, string>> = {
  account: '(name withheld)',
  holder: 'The holder',
  by: 'A partner',
  customerName: '(name withheld)',
  sentBy: 'A person of the account',
};

/** Addresses of people, which are links to nowhere but themselves. */
const ADDRESSES: ReadonlySet<string> = new Set(['customerEmail', 'newEmail', 'recipientEmail']);

/** Parameters of a mail as they are repeated to `recipient`. */
export function mailedParameters<Value>(value: Value, recipient: string, key?: string): Value;
export function mailedParameters(value: unknown, recipient: string, key = ''): unknown {
  if (Array.isArray(value))
    return value.map((one: unknown) => mailedParameters(one, recipient, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, mailedParameters(one, recipient, name)]),
    );
  if (typeof value !== 'string' || value === recipient) return value;
  if (ADDRESSES.has(key) && readEmail(value) === value) return value;
  const nameless = NAMELESS[key];
  return nameless === undefined ? withoutLinks(value) : (mailedName(value) ?? nameless);
}
