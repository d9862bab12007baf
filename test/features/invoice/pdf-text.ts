import { inflateSync } from 'node:zlib';

/** The streams of a PDF by the number of their object, inflated. */
function streamsOf(pdf: Buffer): Map<number, string> {
  const text = pdf.toString('latin1');
  const streams = new Map<number, string>();
  for (const match of text.matchAll(/(\d+) 0 obj\n<<([\s\S]*?)>>\nstream\n/g)) {
    const start = match.index + match[0].length;
    const length = Number(/\/Length (\d+)/.exec(match[2] ?? '')?.[1] ?? 0);
    const data = pdf.subarray(start, start + length);
    const plain = match[2]?.includes('FlateDecode') ? inflateSync(data) : data;
    streams.set(Number(match[1]), plain.toString('latin1'));
  }
  return streams;
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
  const text = pdf.toString('latin1');
  const streams = streamsOf(pdf);
  const objects = new Map(
    [...text.matchAll(/(\d+) 0 obj\n<<([\s\S]*?)>>\nendobj/g)].map(
      ([, number, body = '']) => [Number(number), body] as const,
    ),
  );
  const fonts = new Map<string, Map<number, string>>();
  for (const body of objects.values())
    for (const [, name = '', number] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(number)) ?? '')?.[1];
      if (cmap !== undefined) fonts.set(name, mapOf(streams.get(Number(cmap)) ?? ''));
    }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return pages.map((body) => {
    const content = streams.get(Number(/\/Contents (\d+) 0 R/.exec(body)?.[1])) ?? '';
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
