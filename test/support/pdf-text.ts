import { inflateSync } from 'node:zlib';

interface PdfObject {
  /** Its dictionary, as it is written. */
  readonly body: string;
  /** Inflated; empty for an object that has none. */
  readonly stream: string;
}

/** Text that stands somewhere on a page, as it is seen: from left to right. */
export interface PdfText {
  readonly text: string;
  /** Where it begins and where it ends, from the left of the page; in points. */
  readonly left: number;
  readonly right: number;
  /** Height of its letters' foot above the bottom of the page. */
  readonly foot: number;
}

interface PdfFont {
  /** What the glyphs stand for. */
  readonly map: ReadonlyMap<number, string>;
  /** Thousandths of the size, by glyph. */
  readonly widths: readonly number[];
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

function fontsOf(objects: ReadonlyMap<number, PdfObject>): Map<string, PdfFont> {
  const bodyOf = (number: string | undefined) => objects.get(Number(number))?.body ?? '';
  const fonts = new Map<string, PdfFont>();
  for (const { body } of objects.values())
    for (const [, name = '', number] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = bodyOf(number);
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(font)?.[1];
      const glyphs = bodyOf(/\/DescendantFonts \[(\d+) 0 R\]/.exec(font)?.[1]);
      if (cmap === undefined) continue;
      fonts.set(name, {
        map: mapOf(objects.get(Number(cmap))?.stream ?? ''),
        widths: (/\/W \[0 \[([^\]]*)\]/.exec(glyphs)?.[1] ?? '').trim().split(/\s+/).map(Number),
      });
    }
  return fonts;
}

/** One text object of a page: what is drawn at once. */
function drawn(content: string, fonts: ReadonlyMap<string, PdfFont>): PdfText {
  const [, left = '0', foot = '0'] = /1 0 0 1 ([-\d.]+) ([-\d.]+) Tm/.exec(content) ?? [];
  const [, name = '', size = '0'] = /\/(F\d+) ([\d.]+) Tf/.exec(content) ?? [];
  const font = fonts.get(name);
  let text = '';
  let width = 0;
  for (const [, shown = ''] of content.matchAll(/\[(.*?)\] TJ/g))
    for (const [, hex, moved] of shown.matchAll(/<([0-9a-f]+)>|([-\d.]+)/gi))
      if (hex === undefined) width -= Number(moved);
      else
        for (const glyph of (hex.match(/.{4}/g) ?? []).map((one) => parseInt(one, 16))) {
          // The first picture of a font is the box that stands for what it has not.
          text += (glyph === 0 ? undefined : font?.map.get(glyph)) ?? '\u25a1';
          width += font?.widths[glyph] ?? 0;
        }
  const from = Number(left);
  return { text, left: from, right: from + (width * Number(size)) / 1_000, foot: Number(foot) };
}

/** Runs that touch each other are one text. */
function joined(texts: readonly PdfText[]): PdfText[] {
  const whole: PdfText[] = [];
  for (const text of texts) {
    const last = whole.at(-1);
    if (last !== undefined && last.foot === text.foot && Math.abs(text.left - last.right) < 0.5)
      whole[whole.length - 1] = { ...last, text: last.text + text.text, right: text.right };
    else whole.push(text);
  }
  return whole.map((one) => ({ ...one, text: one.text.trim() }));
}

/** The texts of each page of a PDF as our library writes it, in the order in which they were drawn. */
export function pdfTexts(pdf: Buffer): PdfText[][] {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  const pages = [...objects.values()].filter(({ body }) => /\/Type \/Page\b/.test(body));
  return pages.map(({ body }) => {
    const content = objects.get(Number(/\/Contents (\d+) 0 R/.exec(body)?.[1]))?.stream ?? '';
    const blocks = [...content.matchAll(/BT\n([\s\S]*?)\nET/g)];
    return joined(blocks.map(([, block = '']) => drawn(block, fonts)));
  });
}

/** The same, a line for each text. */
export const pdfPages = (pdf: Buffer): string[] =>
  pdfTexts(pdf).map((texts) => texts.map(({ text }) => text).join('\n'));
