import PDFDocument from 'pdfkit';
import type { Day } from '../../domain/billing/calendar';
import { documentFont, type FaceName, type Weight } from './pdf-fonts';
import { Paragraph, type Line, type Run } from './pdf-text';

/** Widths and heights are in points, 72 to the inch. A4. */
export const PAGE = { width: 595.28, height: 841.89, left: 48, right: 547.28, top: 48 } as const;
/** Where the text of a page ends; the foot is below. */
export const BOTTOM = 782;

export interface Look {
  readonly size: number;
  readonly weight?: Weight;
  readonly color?: string;
}

export const INK = '#1a1d23';
export const PALE = '#5f6773';
export const RULE = '#c9ced6';

/** From the top of a line to its letters' foot, and to the next line, at size 1. */
const ASCENT = 1.069;
const LEADING = 1.362;

/** A text on lines of one width. */
export interface Block {
  readonly lines: readonly Line[];
  readonly look: Look;
  readonly height: number;
}

/** A document that is written page by page. The same calls make the same bytes. */
export class PdfSheet {
  readonly pdf: PDFKit.PDFDocument;
  private readonly registered = new Set<string>();
  private readonly widths = new Map<string, number>();

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
  }

  /** A text, broken into lines of this width. It is drawn by `draw`. */
  lay(text: string, width: number, look: Look): Block {
    const lines = this.paragraph(text, look).lines(width / look.size);
    return { lines, look, height: lines.length * look.size * LEADING };
  }

  draw({ lines, look, height }: Block, x: number, y: number): number {
    lines.forEach((line, at) => this.drawLine(line, x, y + at * look.size * LEADING, look));
    return height;
  }

  /** Writes text that is broken into lines of this width. @returns its height */
  write(text: string, x: number, y: number, width: number, look: Look): number {
    return this.draw(this.lay(text, width, look), x, y);
  }

  /** Writes one line that ends at `right`. */
  writeTo(text: string, right: number, y: number, look: Look): void {
    const line = this.paragraph(text, look).line();
    this.drawLine(line, right - line.width * look.size, y, look);
  }

  /** Of a text on one line. */
  widthOf(text: string, look: Look): number {
    return this.paragraph(text, look).line().width * look.size;
  }

  /** Of the widest of its lines. */
  widthOfBlock({ lines, look }: Block): number {
    return Math.max(...lines.map(({ width }) => width)) * look.size;
  }

  /** How far below the top of a text another one begins that stands on the same line. */
  onOneLine(look: Look, other: Look): number {
    return (look.size - other.size) * ASCENT;
  }

  /** Makes a place on the page that opens an address. */
  link(x: number, y: number, block: Block, address: string): void {
    this.pdf.link(x, y, this.widthOfBlock(block), block.height, address);
  }

  rule(y: number, from: number = PAGE.left, color = RULE): void {
    this.pdf.moveTo(from, y).lineTo(PAGE.right, y).lineWidth(0.6).strokeColor(color).stroke();
  }

  private paragraph(text: string, { weight = 'regular' }: Look): Paragraph {
    return new Paragraph(text, weight, (run) => this.widthOfRun(run, weight));
  }

  /** Of a run at size 1. */
  private widthOfRun(run: Run, weight: Weight): number {
    const key = `${weight} ${run.face} ${run.text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      width = this.font(run.face, weight)
        .fontSize(1)
        .widthOfString(run.text, run.shaped ? { features: [] } : {});
      this.widths.set(key, width);
    }
    return width;
  }

  private drawLine({ runs }: Line, left: number, top: number, look: Look): void {
    const { size, weight = 'regular', color = INK } = look;
    let x = left;
    for (const run of runs) {
      const width = this.widthOfRun(run, weight) * size;
      this.font(run.face, weight)
        .fontSize(size)
        .fillColor(color)
        .text(run.text, x, top + ASCENT * size, {
          lineBreak: false,
          baseline: 'alphabetic',
          ...(run.shaped ? { features: [] } : {}),
        });
      x += width;
    }
  }

  private font(face: FaceName, weight: Weight): PDFKit.PDFDocument {
    const name = `${face} ${weight}`;
    if (!this.registered.has(name)) {
      this.registered.add(name);
      this.pdf.registerFont(
        name,
        documentFont(face, weight) as unknown as PDFKit.Mixins.PDFFontSource,
      );
    }
    return this.pdf.font(name);
  }
}
