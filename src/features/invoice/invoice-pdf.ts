import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { formatsOf, localeOf, type Formats } from '../mail/formats';
import type { DocumentLine, InvoiceDocument, Party } from './invoice-document';
import { paymentStatus, TITLES, totalRows } from './invoice-words';
import { BOTTOM, INK, oneLine, PAGE, PALE, PdfSheet, type Look } from './pdf-sheet';

const SMALL: Look = { size: 8, color: PALE };
const BODY: Look = { size: 9.5 };
const PALER: Look = { ...BODY, color: PALE };
const STRONG: Look = { size: 9.5, weight: 'bold' };
const LABEL: Look = { size: 8, weight: 'bold', color: PALE };

/** The columns of the lines: where descriptions begin and how wide they are, where the others end. */
const COLUMNS = { description: 84, width: 290, quantity: 428 } as const;
const ROW_SPACE = 6;
const HEAD_HEIGHT = 22;
const AGAIN_HEIGHT = 26;
/** Where the label of a sum begins. */
const SUMS = 330;
const SUM_HEIGHT = 18;
/** More lines than these would push the invoice off its first page. */
const MOST_ADDRESS_LINES = 8;

const regions = new Intl.DisplayNames(['en'], { type: 'region' });

interface Row {
  readonly line: DocumentLine;
  readonly position: number;
  readonly description: string;
  readonly explanation: string;
  readonly height: number;
}

/**
 * An invoice as a PDF of A4 pages: the same bytes for the same document. Pages are drawn one at a turn, so
 * that whoever else is served does not wait for a long one.
 */
export function invoicePdf(document: InvoiceDocument): Readable {
  const { vendor, number, kind, issuedOn, customer } = document;
  const sheet = new PdfSheet(`${TITLES[kind]} ${number}`, oneLine(vendor.name), issuedOn);
  const drawing = new InvoiceDrawing(sheet, document, formatsOf(localeOf(customer.country), 'UTC'));
  drawing.draw().then(
    () => {
      if (!sheet.pdf.destroyed) sheet.pdf.end();
    },
    (error: unknown) => sheet.pdf.destroy(error as Error),
  );
  return sheet.pdf;
}

class InvoiceDrawing {
  constructor(
    private readonly sheet: PdfSheet,
    private readonly document: InvoiceDocument,
    private readonly formats: Formats,
  ) {}

  async draw(): Promise<void> {
    this.newPage();
    const start = this.top();
    const pages = await this.paginate(start);
    for (const [index, rows] of pages.entries()) {
      if (index > 0) this.newPage();
      let y = index === 0 ? start : this.again();
      if (rows.length > 0) y = this.tableHead(y);
      for (const row of rows) y = this.row(row, y);
      if (index === pages.length - 1) this.end(y);
      this.foot(index + 1, pages.length);
      await nextTurn();
      // Nobody waits for it any more.
      if (this.sheet.pdf.destroyed) return;
    }
  }

  /** Which rows stand on which page. The last page has room for the sums, and may have nothing but them. */
  private async paginate(start: number): Promise<Row[][]> {
    const pages: Row[][] = [[]];
    let y = start + HEAD_HEIGHT;
    for (const [index, line] of this.document.lines.entries()) {
      const row = this.measured(line, index + 1);
      if (y + row.height > BOTTOM) {
        pages.push([]);
        y = PAGE.top + AGAIN_HEIGHT + HEAD_HEIGHT;
      }
      pages.at(-1)?.push(row);
      y += row.height;
      if (index % 100 === 99) await nextTurn();
    }
    if (y + this.endHeight() > BOTTOM) pages.push([]);
    return pages;
  }

  private measured(line: DocumentLine, position: number): Row {
    const description = oneLine(line.description);
    const explanation = oneLine(line.explanation ?? '');
    const { width } = COLUMNS;
    const height =
      this.sheet.heightOf(description, width, BODY) +
      (explanation === '' ? 0 : this.sheet.heightOf(explanation, width, SMALL) + 1) +
      2 * ROW_SPACE;
    return { line, position, description, explanation, height };
  }

  private newPage(): void {
    this.sheet.pdf.addPage();
  }

  /** Who, to whom, what and when. @returns where the lines begin */
  private top(): number {
    const { sheet, document, formats } = this;
    const { vendor, customer, kind, number, issuedOn, dueOn, willBeSummarized } = document;
    const half = 232;
    const name = sheet.write(oneLine(vendor.name), PAGE.left, PAGE.top, half, {
      size: 15,
      weight: 'bold',
    });
    const sender = this.lines(addressOf(vendor), SUMS, PAGE.top + 3, PAGE.right - SUMS, SMALL);
    let y = Math.max(PAGE.top + name, sender) + 26;

    y += sheet.write(TITLES[kind], PAGE.left, y, PAGE.right - PAGE.left, {
      size: 21,
      weight: 'bold',
    });
    y += 14;
    sheet.write(kind === 'CREDIT_NOTE' ? 'CREDITED TO' : 'BILLED TO', PAGE.left, y, half, LABEL);
    const to = sheet.write(oneLine(customer.name), PAGE.left, y + 13, half, STRONG);
    const country = regions.of(customer.country) ?? customer.country;
    const receiver = this.lines(
      addressOf({ ...customer, address: [...customer.address, country] }),
      PAGE.left,
      y + 13 + to,
      half,
      BODY,
    );
    const facts = this.facts(y, [
      ['Number', number],
      ['Date', formats.day(issuedOn)],
      ...(kind === 'CREDIT_NOTE' || willBeSummarized ? [] : [['Due', formats.day(dueOn)] as const]),
      ['Account', customer.number],
      ['Status', paymentStatus(document)],
    ]);
    return Math.max(receiver, facts) + 24;
  }

  private facts(top: number, rows: readonly (readonly [string, string])[]): number {
    const [x, width] = [SUMS + 62, PAGE.right - SUMS - 62];
    let y = top;
    for (const [label, value] of rows) {
      this.sheet.write(label, SUMS, y, 60, PALER);
      y += this.sheet.write(value, x, y, width, BODY) + 3;
    }
    return y;
  }

  private lines(
    lines: readonly string[],
    x: number,
    top: number,
    width: number,
    look: Look,
  ): number {
    let y = top;
    for (const line of lines) y += this.sheet.write(line, x, y, width, look);
    return y;
  }

  /** What a further page begins with. */
  private again(): number {
    const { kind, number } = this.document;
    this.sheet.write(`${TITLES[kind]} ${number}, continued`, PAGE.left, PAGE.top, 400, SMALL);
    return PAGE.top + AGAIN_HEIGHT;
  }

  private tableHead(y: number): number {
    const { sheet } = this;
    sheet.write('Description', COLUMNS.description, y, COLUMNS.width, LABEL);
    sheet.write('#', PAGE.left, y, 20, LABEL);
    sheet.writeTo('Quantity', COLUMNS.quantity, y, LABEL);
    sheet.writeTo('Amount', PAGE.right, y, LABEL);
    sheet.rule(y + HEAD_HEIGHT - 6, PAGE.left, INK);
    return y + HEAD_HEIGHT - 6;
  }

  private row({ line, position, description, explanation, height }: Row, top: number): number {
    const { sheet, formats, document } = this;
    let y = top + ROW_SPACE;
    sheet.write(String(position), PAGE.left, y, 28, PALER);
    sheet.writeTo(String(line.quantity), COLUMNS.quantity, y, BODY);
    sheet.writeTo(formats.money(line.amount, document.currency), PAGE.right, y, BODY);
    y += sheet.write(description, COLUMNS.description, y, COLUMNS.width, BODY);
    if (explanation !== '')
      sheet.write(explanation, COLUMNS.description, y + 1, COLUMNS.width, SMALL);
    sheet.rule(top + height);
    return top + height;
  }

  private endHeight(): number {
    const width = PAGE.right - PAGE.left;
    const notes = this.document.notes.map((note) => this.sheet.heightOf(note, width, BODY) + 4);
    return (
      12 +
      totalRows(this.document).length * SUM_HEIGHT +
      18 +
      notes.reduce((sum, height) => sum + height, 0)
    );
  }

  /** Sums and notes. */
  private end(top: number): void {
    const { sheet, formats, document } = this;
    let y = top + 12;
    for (const { label, amount, strong } of totalRows(document)) {
      if (strong) sheet.rule(y - 2, SUMS);
      sheet.write(label, SUMS, y, 130, strong ? STRONG : BODY);
      sheet.writeTo(
        formats.money(amount, document.currency),
        PAGE.right,
        y,
        strong ? STRONG : BODY,
      );
      y += SUM_HEIGHT;
    }
    y += 18;
    for (const note of document.notes)
      y += sheet.write(note, PAGE.left, y, PAGE.right - PAGE.left, BODY) + 4;
  }

  private foot(page: number, pages: number): void {
    const { vendor, number } = this.document;
    const y = BOTTOM + 18;
    this.sheet.rule(y - 8);
    const { name, vatNumber } = vendor;
    const sender = vatNumber === null ? name : `${name} · VAT ${vatNumber}`;
    this.sheet.write(oneLine(sender).slice(0, 80), PAGE.left, y, 340, SMALL);
    this.sheet.writeTo(`${number} · Page ${page} of ${pages}`, PAGE.right, y, SMALL);
  }
}

/** The lines of an address and the VAT number below them. */
function addressOf({ address, vatNumber }: Party): string[] {
  const lines = address.map(oneLine).filter((line) => line !== '');
  const shown =
    lines.length <= MOST_ADDRESS_LINES
      ? lines
      : [...lines.slice(0, MOST_ADDRESS_LINES - 1), lines.slice(MOST_ADDRESS_LINES - 1).join(', ')];
  return vatNumber === null || vatNumber.trim() === ''
    ? shown
    : [...shown, `VAT number ${oneLine(vatNumber)}`];
}
