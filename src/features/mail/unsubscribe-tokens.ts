import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IdCodec } from '../../graphql/ids';

const TYPE = 'Membership';
const FORM = /^([a-z]{3}_[A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/**
 * Tokens that stop marketing mail to somebody through one membership, and do nothing else (R19). They
 * never expire: a mail may be read years later. The id in one is no secret; the signature is.
 */
export class UnsubscribeTokens {
  constructor(
    private readonly ids: IdCodec,
    private readonly key: Buffer,
  ) {}

  issue(membershipId: number): string {
    const id = this.ids.encode(TYPE, membershipId);
    return `${id}.${this.signature(id).toString('base64url')}`;
  }

  /** The membership that a token names; null for one that we did not make. */
  read(token: string): number | null {
    const [, id = '', signature = ''] = FORM.exec(token) ?? [];
    const given = Buffer.from(signature, 'base64url');
    const right = this.signature(id);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    const named = this.ids.decode(id);
    return named?.type === TYPE ? named.key : null;
  }

  private signature(id: string): Buffer {
    return createHmac('sha256', this.key).update(`unsubscribe ${id}`).digest();
  }
}
