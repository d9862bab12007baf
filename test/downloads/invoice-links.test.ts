import fc from 'fast-check';
import { InvoiceLinks } from '../../src/features/invoice/invoice-links';
import { CURSOR_PREFIXES } from '../../src/features/node-prefixes';
import { IdCodec } from '../../src/graphql/ids';
import { often } from '../domain/often';

const ids = new IdCodec(Buffer.alloc(16, 7), CURSOR_PREFIXES);
const links = new InvoiceLinks('https://keyhold.test/a/invoices', ids, Buffer.alloc(32, 1));
const OFTEN = { numRuns: often(500) };
const NOW = new Date('2026-11-21T12:00:00.400Z');
const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);
const keys = fc.integer({ min: 1, max: 2 ** 40 });
const viewers = fc.record({
  type: fc.constantFrom('Session' as const, 'ApiToken' as const),
  key: keys,
});

describe('R47 a link to the PDF of an invoice', () => {
  const parts = (url: string) => {
    const { pathname, searchParams } = new URL(url);
    const id = /^\/a\/invoices\/(inv_[\w-]{22})\.pdf$/.exec(pathname)?.[1] ?? '';
    return { id, link: searchParams.get('link') ?? '' };
  };

  it('names who made it for ten minutes, and nobody before its form or after its end', () => {
    fc.assert(
      fc.property(keys, viewers, (invoice, viewer) => {
        const { id, link } = parts(links.urlOf(invoice, viewer, NOW));
        for (const later of [0, 599_000])
          expect(links.viewerOf(id, link, after(later))).toEqual(viewer);
        for (const later of [600_000, 601_000, 10 ** 12])
          expect(links.viewerOf(id, link, after(later))).toBeNull();
      }),
      OFTEN,
    );
  });

  it('of another invoice, altered anywhere, or made with another key, names nobody', () => {
    const other = new InvoiceLinks('https://keyhold.test/a/invoices', ids, Buffer.alloc(32, 2));
    fc.assert(
      fc.property(keys, keys, viewers, fc.nat(), fc.string(), (invoice, next, viewer, at, text) => {
        const { id, link } = parts(links.urlOf(invoice, viewer, NOW));
        const place = at % link.length;
        const altered = `${link.slice(0, place)}${text}${link.slice(place + 1)}`;
        if (altered !== link) expect(links.viewerOf(id, altered, NOW)).toBeNull();
        if (next !== invoice)
          expect(links.viewerOf(ids.encode('Invoice', next), link, NOW)).toBeNull();
        expect(other.viewerOf(id, link, NOW)).toBeNull();
      }),
      OFTEN,
    );
  });

  it.each([undefined, '', [], {}, 'ses', ['a', 'b']])('is not %p', (given) => {
    expect(links.viewerOf(ids.encode('Invoice', 1), given, NOW)).toBeNull();
  });

  it('without a credential is the address alone, which asks for one', () => {
    expect(links.urlOf(5, null, NOW)).toBe(
      `https://keyhold.test/a/invoices/${ids.encode('Invoice', 5)}.pdf`,
    );
  });
});
