import { setImmediate as nextTurn } from 'node:timers/promises';
import { moneyText } from '../../domain/billing/money-text';
import type { DocumentLine, InvoiceDocument } from './invoice-document';
import { INK, PAGE, PALE, type Block, type Look, type PdfSheet } from './pdf-sheet';
import { isolated, oneLine } from './pdf-text';

const TEXT: Look = { size: 8.5 };
const FINE: Look = { size: 7.5, color: PALE };
const HEAD: Look = { size: 8, weight: 'bold', color: PALE };

const ROW_SPACE = 3;
const HEAD_HEIGHT = 18;
/** Between a column and the next. */
const GAP = 14;
/** Between a description and an explanation on the same line. */
const APART = 8;
/** Lines that are measured at one turn of the event loop. */
const AT_ONCE = 100;

interface Row {
  readonly position: string;
  readonly quantity: string;
  readonly amount: string;
  readonly description: Block;
  readonly explanation: Block | null;
  /** Whether the explanation stands on the line of the description. */
  readonly beside: boolean;
  readonly height: number;
}

/** Rows of one page. */
export type TablePage = readonly Row[];

/** Where the rows of pages may stand. */
export interface Room {
  /** Where they begin on the first page, and on others. */
  readonly start: number;
  readonly again: number;
  /** Where they end on any page. */
  readonly bottom: number;
  /** What is needed below the last row. */
  readonly end: number;
}

/** The lines of a document, as compact as they may be, over as many pages as they need. */
export class LineTable {
  private readonly showsQuantity: boolean;
  /** Where columns end. */
  private readonly quantityEnd: number;
  private readonly textStart: number;
  private readonly textWidth: number;

  constructor(
    private readonly sheet: PdfSheet,
    private readonly document: InvoiceDocument,
  ) {
    const { lines } = document;
    const widest = (texts: readonly string[], look: Look): number =>
      texts.reduce((most, text) => Math.max(most, sheet.widthOf(text, look)), 0);
    this.showsQuantity = lines.some(({ quantity }) => quantity !== 1);
    this.textStart = PAGE.left + Math.max(18, widest([String(lines.length)], FINE) + 8);
    const amounts = widest(['Amount', ...lines.map((line) => this.amountOf(line))], TEXT);
    this.quantityEnd = PAGE.right - amounts - GAP;
    const quantities = widest(['Quantity', ...lines.map(({ quantity }) => `${quantity}`)], TEXT);
    const end = this.showsQuantity ? this.quantityEnd - quantities - GAP : this.quantityEnd;
    this.textWidth = end - this.textStart;
  }

  /** Which rows stand on which page. The last page has room for what follows them. */
  async pages({ start, again, bottom, end }: Room): Promise<TablePage[]> {
    const pages: Row[][] = [[]];
    let y = start + HEAD_HEIGHT;
    for (const [index, line] of this.document.lines.entries()) {
      const row = this.measured(line, index + 1);
      if (y + row.height > bottom) {
        pages.push([]);
        y = again + HEAD_HEIGHT;
      }
      pages.at(-1)?.push(row);
      y += row.height;
      if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
    }
    // What follows does not stand alone, if it need not.
    const last = pages.at(-1) ?? [];
    if (y + end > bottom) pages.push(last.length > 1 ? last.splice(-1) : []);
    return pages;
  }

  /** @returns where the rows end */
  draw(rows: TablePage, top: number): number {
    let y = rows.length > 0 ? this.head(top) : top;
    for (const row of rows) y = this.row(row, y);
    return y;
  }

  private amountOf({ amount }: DocumentLine): string {
    return moneyText(amount, this.document.currency);
  }

  private measured(line: DocumentLine, position: number): Row {
    const { sheet, textWidth } = this;
    const description = sheet.lay(isolated(oneLine(line.description)), textWidth, TEXT);
    const explained = oneLine(line.explanation ?? '');
    const explanation = explained === '' ? null : sheet.lay(isolated(explained), textWidth, FINE);
    const beside =
      explanation !== null &&
      sheet.widthOfBlock(description) + APART + sheet.widthOfBlock(explanation) <= textWidth &&
      description.lines.length === 1 &&
      explanation.lines.length === 1;
    const below = explanation === null || beside ? 0 : explanation.height;
    return {
      position: String(position),
      quantity: String(line.quantity),
      amount: this.amountOf(line),
      description,
      explanation,
      beside,
      height: description.height + below + 2 * ROW_SPACE,
    };
  }

  private head(y: number): number {
    const { sheet, textStart } = this;
    sheet.write('#', PAGE.left, y, textStart - PAGE.left, HEAD);
    sheet.write('Description', textStart, y, 200, HEAD);
    if (this.showsQuantity) sheet.writeTo('Quantity', this.quantityEnd, y, HEAD);
    sheet.writeTo('Amount', PAGE.right, y, HEAD);
    sheet.rule(y + HEAD_HEIGHT - 4, PAGE.left, INK);
    return y + HEAD_HEIGHT - 4;
  }

  private row(row: Row, top: number): number {
    const { sheet, textStart } = this;
    const { description, explanation, beside, height } = row;
    const y = top + ROW_SPACE;
    const fineTop = y + sheet.onOneLine(TEXT, FINE);
    sheet.write(row.position, PAGE.left, fineTop, textStart - PAGE.left, FINE);
    sheet.draw(description, textStart, y);
    if (this.showsQuantity) sheet.writeTo(row.quantity, this.quantityEnd, y, TEXT);
    sheet.writeTo(row.amount, PAGE.right, y, TEXT);
    if (explanation !== null) {
      const right = textStart + sheet.widthOfBlock(description) + APART;
      if (beside) sheet.draw(explanation, right, fineTop);
      else sheet.draw(explanation, textStart, y + description.height);
    }
    sheet.rule(top + height);
    return top + height;
  }
}
