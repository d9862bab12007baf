import { toASCII } from 'tr46';
import { hasUnseen } from './text';

/** Of the whole address, and of its mailbox, in octets (RFC 5321). */
export const LONGEST_EMAIL = 254;
const LONGEST_MAILBOX = 64;
/** Nobody's address; longer text is not looked at. */
const LONGEST_TYPED = 4 * LONGEST_EMAIL;

/** RFC 6531's dot-atom: letters, marks and digits of all scripts, and ASCII's signs; quoted mailboxes are not taken. */
const MAILBOX =
  /^(?!\p{M})[\p{L}\p{M}\p{N}\u00B7!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}\u00B7!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** Letters, digits and hyphens within labels; at least two labels, of which the last is no number. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:xn--[a-z0-9-]*[a-z0-9]|[a-z]{2,})$/;
/** They join signs of some scripts; UTS 46 says where they may stand. */
const JOINERS = /[\u200C\u200D]/g;

const octets = (text: string): number => new TextEncoder().encode(text).length;

/** The domain by strict UTS 46, in ASCII; null when it is none. */
export function asciiDomain(domain: string): string | null {
  // What is not seen UTS 46 would drop without a word.
  if (hasUnseen(domain.replace(JOINERS, ''))) return null;
  return toASCII(domain, {
    checkBidi: true,
    checkJoiners: true,
    useSTD3ASCIIRules: true,
    verifyDNSLength: true,
  });
}

/** An address as somebody typed it. */
export interface TypedEmail {
  /** What it would have been stored as before domains were read by UTS 46. */
  readonly former: string;
  /** Its normal form; null when it is no address. */
  readonly normal: string | null;
}

/** What an address was stored as before domains were read by UTS 46. */
export const formerSpelling = (email: string): string => email.trim().toLowerCase();

/**
 * The one form in which an address is stored and compared: mailbox in NFC and lower case, domain in ASCII by
 * strict UTS 46. Null when it is no address, or holds anything that cannot be seen.
 */
export function readEmail(typed: string): string | null {
  const text = typed.trim();
  const at = text.lastIndexOf('@');
  // Stryker disable next-line EqualityOperator,ConditionalExpression: what is so long is no address by its octets either
  if (text.length > LONGEST_TYPED) return null;
  if (at < 1) return null;
  const mailbox = text.slice(0, at).normalize('NFC').toLowerCase().normalize('NFC');
  if (hasUnseen(mailbox) || !MAILBOX.test(mailbox) || octets(mailbox) > LONGEST_MAILBOX)
    return null;
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null || !DOMAIN.test(domain)) return null;
  const email = `${mailbox}@${domain}`;
  return octets(email) > LONGEST_EMAIL ? null : email;
}

/**
 * Whether another spelling of an address might be stored from before: not of one whose mailbox and domain were plain
 * ASCII always.
 */
export const mayBeSpelledOtherwise = ({ former, normal }: TypedEmail): boolean =>
  former !== normal || !/^[\x21-\x7E]+$/.test(normal) || /[@.]xn--/.test(normal);

/** The same of what need not be an address: what is none stays as it is, without the space around it, in lower case. */
export const normalizeEmail = (typed: string): string => readEmail(typed) ?? formerSpelling(typed);

/**
 * What a part of an address may be stored as, to search by: as it is, and with its domain, or what may be part of
 * one, in ASCII.
 */
export function emailSearchTexts(typed: string): string[] {
  const text = typed.trim().normalize('NFC').toLowerCase();
  if (text.length > LONGEST_TYPED) return [text];
  const from = text.lastIndexOf('@') + 1;
  // A label that is not whole has no form in ASCII of its own; a full stop beside it stays where it is.
  const labels = text.slice(from).replace(/^\.|\.$/g, '');
  const ascii = asciiDomain(labels);
  if (ascii === null) return [text];
  return [...new Set([text, text.slice(0, from) + text.slice(from).replace(labels, ascii)])];
}
