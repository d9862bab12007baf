import { hash, randomBytes } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { crc32 } from 'node:zlib';
import { PERMISSIONS, type Permission } from '../domain/access/permission';
import type { Access, TokenScopes } from '../domain/access/actor';

/** What every API token starts with, for scanners of leaked secrets. */
const PREFIX = 'keyhold_api_';
const FORM = /^keyhold_api_([A-Za-z0-9_-]{43})_([0-9a-f]{8})$/;

const checksum = (secret: string): string =>
  crc32(`${PREFIX}${secret}`).toString(16).padStart(8, '0');

/** 256 random bits between a typed prefix and a checksum: recognisable, and a typing error is none of ours. */
export function newApiToken(): string {
  const secret = randomBytes(32).toString('base64url');
  return `${PREFIX}${secret}_${checksum(secret)}`;
}

/** Whether a credential means to be an API token, good or not. */
export const isApiToken = (credential: string): boolean => credential.startsWith(PREFIX);

/** SHA-256 of an API token; null for what cannot be one. */
export function hashOfApiToken(token: string): Buffer | null {
  const [, secret, check] = FORM.exec(token) ?? [];
  return secret !== undefined && check === checksum(secret)
    ? hash('sha256', token, 'buffer')
    : null;
}

/** By what its owner tells it from others: its last characters, which say nothing of the secret. */
export const hintOf = (token: string): string => token.slice(-4);

/** `RESELLER:WRITE,PAY_INVOICES:READ` */
export const scopesAsText = (scopes: TokenScopes): string =>
  [...scopes].map(([permission, access]) => `${permission}:${access}`).join(',');

export const scopesOf = (text: string): TokenScopes =>
  new Map(
    text.split(',').flatMap((one): [Permission, Access][] => {
      const [permission, access] = one.split(':');
      const known = PERMISSIONS.find((name) => name === permission);
      // A word that nobody knows opens nothing.
      return known !== undefined && (access === 'READ' || access === 'WRITE')
        ? [[known, access]]
        : [];
    }),
  );

/** An address, or a range of them as CIDR: `203.0.113.0/24`, `2001:db8::/32`. */
export interface AddressRange {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** @returns null for text that is no address and no range. */
export function addressRange(text: string): AddressRange | null {
  const [address = '', length, ...more] = text.trim().split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0 || address.includes('%')) return null;
  const most = version === 4 ? 32 : 128;
  if (length === undefined) return { address, bits: most, family: `ipv${version as 4 | 6}` };
  const bits = Number(length);
  return /^\d{1,3}$/.test(length) && bits <= most
    ? { address, bits, family: `ipv${version as 4 | 6}` }
    : null;
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** An address without its disguise: a server that listens on IPv6 sees IPv4 as `::ffff:203.0.113.7`. */
export const plainAddress = (address: string): string => MAPPED.exec(address)?.[1] ?? address;

/** Is an address in one of the ranges? Without ranges every one is; text that is no address never is. */
export function isWithin(ranges: readonly AddressRange[], address: string): boolean {
  if (ranges.length === 0) return true;
  const plain = plainAddress(address);
  const version = isIP(plain);
  if (version === 0) return false;
  const list = new BlockList();
  for (const range of ranges) list.addSubnet(range.address, range.bits, range.family);
  return list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}
