import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IdCodec } from '../../graphql/ids';

/** By whose credential a link was made: it opens while that one does, and what that one may. */
export interface LinkViewer {
  readonly type: 'Session' | 'ApiToken';
  readonly key: number;
}

/** For how long a link opens, in seconds. */
const LIFE = 600;
const FORM = /^([1-9a-z][0-9a-z]{0,9})\.((?:ses|tok)_[A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;
/** Name of the parameter that a link has beside the address of its invoice. */
export const LINK = 'link';

/**
 * Links that open the PDF of one invoice without a session, for phones and for handing on: signed, good for ten
 * minutes, and worth no more than the credential that they were made with is at that moment (R13). Nothing of them
 * is stored.
 */
export class InvoiceLinks {
  /** @param base - address of the folder of invoices, without a slash at its end */
  constructor(
    private readonly base: string,
    private readonly ids: IdCodec,
    private readonly key: Buffer,
  ) {}

  /** Where the PDF is; for nobody's credential the address alone, which asks for one. */
  urlOf(invoice: number, viewer: LinkViewer | null, now: Date): string {
    const id = this.ids.encode('Invoice', invoice);
    const address = `${this.base}/${id}.pdf`;
    if (viewer === null) return address;
    const end = Math.floor(now.getTime() / 1_000) + LIFE;
    const said = `${end.toString(36)}.${this.ids.encode(viewer.type, viewer.key)}`;
    return `${address}?${LINK}=${said}.${this.signature(id, said)}`;
  }

  /** By whose credential a link of an invoice was made; null for what we did not make for it, or what is over. */
  viewerOf(id: string, link: unknown, now: Date): LinkViewer | null {
    const [, end = '', viewer = '', given = ''] = FORM.exec(String(link)) ?? [];
    // Spelled exactly as it was made: of the last character some bits carry nothing.
    const right = Buffer.from(this.signature(id, `${end}.${viewer}`));
    const bytes = Buffer.from(given);
    if (bytes.length !== right.length || !timingSafeEqual(bytes, right)) return null;
    if (parseInt(end, 36) * 1_000 <= now.getTime()) return null;
    const named = this.ids.decode(viewer);
    return named?.type === 'Session' || named?.type === 'ApiToken'
      ? { type: named.type, key: named.key }
      : null;
  }

  private signature(id: string, said: string): string {
    return createHmac('sha256', this.key).update(`invoice ${id} ${said}`).digest('base64url');
  }
}
