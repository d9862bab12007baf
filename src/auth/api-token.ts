import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PERMISSIONS, type Permission } from '../domain/people/permission';
import type { Access, TokenScopes } from '../domain/people/actor';

/** What every API token starts with, for scanners of leaked secrets. */
const PREFIX = 'keyhold_api_';
const FORM = /^keyhold_api_([A-Za-z0-9_-]{43})_([0-9a-f]{8})$/;

const checksum = (secret: string): string =>
  crc32(`${PREFIX}${secret}`).toString(16).padStart(8, '0');

/** 256 random bits between a typed prefix and a checksum: recognizable, and a typing error is none of ours. */
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
