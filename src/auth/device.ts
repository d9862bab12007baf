import { blockOf, readAddress } from '../network/address';

/** From where somebody signed in. */
export interface Place {
  readonly address: string;
  readonly userAgent: string;
}

/** An earlier sign-in. */
export interface EarlierSignIn extends Place {
  readonly createdAt: Date;
}

/** For how long a place is remembered. */
export const PLACE_DAYS = 90;
const DAY = 24 * 3_600_000;

/** An IPv4 block is what one line is commonly given addresses of; an IPv6 block, what one customer is. */
const BLOCK_BITS = { ipv4: 24, ipv6: 48 } as const;

/** The browser as it calls itself, without the versions that it changes every few weeks. */
const program = (userAgent: string): string => userAgent.replace(/[\d._]+/g, '').toLowerCase();

/** Whether two addresses lie in one block: a /24 (IPv4) or a /48 (IPv6). */
const sameBlock = (one: string, other: string): boolean =>
  blockOf(one, BLOCK_BITS) === blockOf(other, BLOCK_BITS);

/**
 * Whether a sign-in is from a device that the person has to be told of: they have signed in before, but in the
 * last 90 days never with this browser, whatever its version, from this block of addresses. The first sign-in
 * of all tells nobody, for there is nothing that it could differ from.
 */
export function isNewPlace(
  { address, userAgent }: Place,
  earlier: readonly EarlierSignIn[],
  now: Date,
): boolean {
  const since = now.getTime() - PLACE_DAYS * DAY;
  const known = earlier.some(
    (one) =>
      one.createdAt.getTime() >= since &&
      program(one.userAgent) === program(userAgent) &&
      sameBlock(address, one.address),
  );
  return earlier.length > 0 && !known;
}

/** The first that is found names it: browsers call themselves by the names of others, too. */
const BROWSERS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bEdgA?\w*\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\b(iPhone|iPad)\b/, 'an iPhone or iPad'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * `Firefox on Windows`. In words of ours alone: whoever signs in chooses what the browser says, and a mail of
 * ours is not to carry their text.
 */
export function deviceOf(userAgent: string): string {
  const name = (all: typeof BROWSERS): string | undefined =>
    all.find(([mark]) => mark.test(userAgent))?.[1];
  const browser = name(BROWSERS) ?? 'Unknown program';
  const system = name(SYSTEMS);
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** An IP address as it is told to people; null for other text, which proxies once said. */
export const mailedAddress = (address: string): string | null =>
  address.includes('%') ? null : readAddress(address);
