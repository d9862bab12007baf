import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import type { Day } from '../../domain/billing/calendar';

/** Widths and heights are in points, 72 to the inch. A4. */
export const PAGE = { width: 595.28, height: 841.89, left: 56, right: 539.28, top: 52 } as const;
/** Where the text of a page ends; the foot is below. */
export const BOTTOM = 776;

export type Weight = 'regular' | 'bold';
export interface Look {
  readonly size: number;
  readonly weight?: Weight;
  readonly color?: string;
}

export const INK = '#1a1d23';
export const PALE = '#5f6773';
export const RULE = '#c9ced6';

/** Wide enough for what is written with Latin, Greek or Cyrillic letters; the rest shows as boxes. */
const FILES: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
};
const fonts = new Map<Weight, Buffer>();

/** Read once, and not before somebody wants a document. */
function fontOf(weight: Weight): Buffer {
  let font = fonts.get(weight);
  if (font === undefined) {
    font = readFileSync(require.resolve(FILES[weight]));
    fonts.set(weight, font);
  }
  return font;
}

/**
 * One line of what somebody typed, whatever they typed: no line breaks, no control characters, none that
 * turn the direction of what follows, no halves of a character.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();

/** A document that is written page by page. The same calls make the same bytes. */
export class PdfSheet {
  readonly pdf: PDFKit.PDFDocument;

  /** @param madeOn - stands in it as the day on which it was made; its id follows from that and the title */
  constructor(title: string, author: string, madeOn: Day) {
    const at = new Date(`${madeOn}T00:00:00Z`);
    this.pdf = new PDFDocument({
      size: [PAGE.width, PAGE.height],
      // Pages end where this file says so: the library would begin one by itself at the margin.
      margin: 0,
      autoFirstPage: false,
      lang: 'en',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: title, Author: author, Creator: 'Keyhold', CreationDate: at, ModDate: at },
    });
    this.pdf.registerFont('regular', fontOf('regular'));
    this.pdf.registerFont('bold', fontOf('bold'));
  }

  /** Writes text that is broken into lines of this width. @returns its height */
  write(text: string, x: number, y: number, width: number, look: Look): number {
    const height = this.heightOf(text, width, look);
    this.look(look).text(text, x, y, { width });
    return height;
  }

  /** Writes one line that ends at `right`. */
  writeTo(text: string, right: number, y: number, look: Look): void {
    const pdf = this.look(look);
    pdf.text(text, right - pdf.widthOfString(text), y, { lineBreak: false });
  }

  heightOf(text: string, width: number, look: Look): number {
    return this.look(look).heightOfString(text, { width });
  }

  rule(y: number, from: number = PAGE.left, color = RULE): void {
    this.pdf.moveTo(from, y).lineTo(PAGE.right, y).lineWidth(0.6).strokeColor(color).stroke();
  }

  private look({ size, weight = 'regular', color = INK }: Look): PDFKit.PDFDocument {
    return this.pdf.font(weight).fontSize(size).fillColor(color);
  }
}
