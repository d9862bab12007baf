import { inflateSync } from 'node:zlib';

interface PdfObject {
  /** Its dictionary, as it is written. */
  readonly body: string;
  /** Inflated; empty for an object that has none. */
  readonly stream: string;
}

/** The objects of a PDF by their numbers. */
function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\n<<([\s\S]*?)>>\n(stream\n|endobj)/g)) {
    const [whole, number, body = '', end] = match;
    const start = match.index + whole.length;
    const data = pdf.subarray(start, start + Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0));
    const deflated = end !== 'endobj' && body.includes('FlateDecode');
    objects.set(Number(number), {
      body,
      stream: deflated ? inflateSync(data).toString('latin1') : '',
    });
  }
  return objects;
}

const fromHex = (hex: string): string =>
  Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');

/** What the glyphs of a font stand for. */
function mapOf(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', , list = ''] of block.matchAll(
      /<([0-9a-f]+)> <([0-9a-f]+)> \[([\s\S]*?)\]/gi,
    ))
      [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], at) =>
        map.set(parseInt(from, 16) + at, hex === '' ? '' : fromHex(hex)),
      );
  return map;
}

/** The text of each page of a PDF as our library writes it, a line for each that was drawn. */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const streamOf = (number: string | undefined) => objects.get(Number(number))?.stream ?? '';
  const fonts = new Map<string, Map<number, string>>();
  for (const { body } of objects.values())
    for (const [, name = '', number] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(number))?.body ?? '')?.[1];
      if (cmap !== undefined) fonts.set(name, mapOf(streamOf(cmap)));
    }
  const pages = [...objects.values()].filter(({ body }) => /\/Type \/Page\b/.test(body));
  return pages.map(({ body }) => {
    const content = streamOf(/\/Contents (\d+) 0 R/.exec(body)?.[1]);
    let font = new Map<number, string>();
    const lines: string[] = [];
    for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name) ?? new Map<number, string>();
      else
        lines.push(
          [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)]
            .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
            .map((glyph) => font.get(parseInt(glyph, 16)) ?? '\u25a1')
            .join(''),
        );
    }
    return lines.map((line) => line.trim()).join('\n');
  });
}
