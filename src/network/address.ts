import { isIP } from 'node:net';
import { parse, IPv6, type IPv4 } from 'ipaddr.js';

/** What stands for an address where nobody can say which it is. It is in no range. */
export const UNKNOWN_ADDRESS = 'unknown';

/** A range of addresses of one family; an address alone is a range of one. */
export interface AddressRange {
  readonly first: IPv4 | IPv6;
  readonly bits: number;
}

/** By how many bits addresses of either family are put together. */
export interface BlockBits {
  readonly ipv4: number;
  readonly ipv6: number;
}

/** Whoever has one IPv6 address has all 2^64 that begin alike. */
const NETWORK: BlockBits = { ipv4: 32, ipv6: 64 };

/** Bits that come before the IPv4 address in `::ffff:203.0.113.7`. */
const BEFORE_IPV4 = 96;

/** The library takes `::203.0.113.7` for IPv4, although it is none. */
const LOOKS_MAPPED = /^::(?=\d+\.\d+\.\d+\.\d+$)/;

/** Strict notation alone. A zone means something on one machine only, and goes. */
function numeric(text: string): IPv4 | IPv6 | null {
  const [plain = ''] = text.split('%');
  return isIP(text) === 0 ? null : parse(plain.replace(LOOKS_MAPPED, '::0:'));
}

const isMapped = (address: IPv4 | IPv6): address is IPv6 =>
  address instanceof IPv6 && address.isIPv4MappedAddress();

/** A server that listens on IPv6 sees IPv4 as `::ffff:203.0.113.7`. */
const undisguised = (address: IPv4 | IPv6): IPv4 | IPv6 =>
  isMapped(address) ? address.toIPv4Address() : address;

function read(text: string): IPv4 | IPv6 | null {
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  const [, inBrackets] = /^\[([^[\]]*)\](?::\d{1,5})?$/.exec(bare) ?? [];
  const address =
    inBrackets === undefined
      ? (numeric(bare) ?? numeric(bare.replace(/(?<!:):\d{1,5}$/, '')))
      : numeric(inBrackets);
  return address && undisguised(address);
}

/**
 * The one spelling of an address. It may stand as proxies write it: with a port, in brackets, in quotes.
 * @returns null for what is no address.
 */
export const readAddress = (text: string): string | null => read(text)?.toString() ?? null;

/**
 * An address, or a range as CIDR: `203.0.113.0/24`, `2001:db8::/32`. One within `::ffff:0:0/96` is one of IPv4.
 * @returns null for text that is neither.
 */
export function readRange(text: string): AddressRange | null {
  const [address = '', length, ...more] = text.trim().split('/');
  const first = numeric(address);
  if (first === null || more.length > 0 || address.includes('%')) return null;
  const most = first.kind() === 'ipv4' ? 32 : 128;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > most)) return null;
  const bits = Number(length ?? most);
  return isMapped(first) && bits >= BEFORE_IPV4
    ? { first: first.toIPv4Address(), bits: bits - BEFORE_IPV4 }
    : { first, bits };
}

/**
 * Is an address in one of the ranges? None of IPv6 has an address of IPv4, not even `::/0`; and what is no
 * address is in none.
 */
export function isWithin(ranges: readonly AddressRange[], address: string): boolean {
  const plain = read(address);
  return (
    plain !== null &&
    ranges.some(({ first, bits }) => plain.kind() === first.kind() && plain.match(first, bits))
  );
}

/**
 * The block of addresses around one, by so many bits of its family; text that is no address is a block by
 * itself. What NAT64 has translated is the IPv4 address that it stands for.
 */
export function blockOf(address: string, bits: BlockBits): string {
  const plain = read(address);
  if (plain === null) return address;
  const behind =
    plain.range() === 'rfc6052' ? parse(plain.toByteArray().slice(12).join('.')) : plain;
  const kept = bits[behind.kind()];
  const bytes = behind.toByteArray();
  const masked = bytes.map((byte, n) => byte & (0xff00 >> Math.min(8, Math.max(0, kept - 8 * n))));
  const first = (behind.kind() === 'ipv4' ? parse(masked.join('.')) : new IPv6(masked)).toString();
  return kept === 8 * bytes.length ? first : `${first}/${kept}`;
}

/** The network of a client: what everything that is counted for one caller is counted by. */
export const networkOf = (address: string): string => blockOf(address, NETWORK);

/**
 * Whence a request comes: from whom the connection is, or from whom the proxies say that it is, read from the
 * nearest on, as long as each that speaks is trusted. Unknown where a trusted one names no address.
 * @param forwarded - the header X-Forwarded-For
 */
export function clientAddress(
  connection: string | undefined,
  forwarded: string | undefined,
  trusted: readonly AddressRange[],
): string {
  let client = readAddress(connection ?? '');
  const named = (forwarded ?? '').split(',').filter((one) => one.trim() !== '');
  while (client !== null && named.length > 0 && isWithin(trusted, client))
    client = readAddress(named.pop() ?? '');
  return client ?? UNKNOWN_ADDRESS;
}
