import { hash, randomBytes } from 'node:crypto';

/** 256 random bits, as text for a cookie, a header or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const FORM = /^[A-Za-z0-9_-]{43}$/;

/** SHA-256 of a token, which is all that is stored; null for text that is no token of ours. */
export const hashOfToken = (token: string): Buffer | null =>
  FORM.test(token) ? hash('sha256', token, 'buffer') : null;
