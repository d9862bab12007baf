import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { documentRows, type RowKind } from '../../domain/billing/document-rows';
import { moneyText } from '../../domain/billing/money-text';
import { withCountry } from '../../domain/country';
import { formatsOf, localeOf, type Formats } from '../mail/formats';
import type { InvoiceDocument, Party } from './invoice-document';
import { howToPay, isCharged, isToBePaid, paymentStatus, TITLES } from './invoice-words';
import { BOTTOM, INK, PAGE, PALE, PdfSheet, type Look } from './pdf-sheet';
import { LineTable, type TablePage } from './pdf-lines';
import { isolated, oneLine } from './pdf-text';

const SMALL: Look = { size: 8, color: PALE };
const BODY: Look = { size: 9.5 };
const PALER: Look = { ...BODY, color: PALE };
const STRONG: Look = { ...BODY, weight: 'bold' };
const LABEL: Look = { size: 8, weight: 'bold', color: PALE };
const TITLE: Look = { size: 20, weight: 'bold' };
const NAME: Look = { size: 14, weight: 'bold' };
const HEADLINE: Look = { size: 12.5, weight: 'bold' };

/** Where the facts begin, and where their values do. */
const FACTS = { label: 334, value: 396 } as const;
const PARTY_WIDTH = 250;
/** Where the labels of sums begin. */
const SUMS = 290;
const SUM_SPACE = 3;
const AGAIN_HEIGHT = 22;
/** More lines than these would push the invoice off its first page. */
const MOST_ADDRESS_LINES = 8;
const STRONG_ROWS: ReadonlySet<RowKind> = new Set(['TOTAL', 'BALANCE']);

/**
 * An invoice as a PDF of A4 pages: the same bytes for the same document. Pages are drawn one at a turn, so
 * that whoever else is served does not wait for a long one.
 */
export function invoicePdf(document: InvoiceDocument): Readable {
  const { seller, number, kind, issuedOn, buyer } = document;
  const sheet = new PdfSheet(`${TITLES[kind]} ${number}`, oneLine(seller.name), issuedOn);
  const drawing = new InvoiceDrawing(sheet, document, formatsOf(localeOf(buyer.country), 'UTC'));
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
    const { sheet, document } = this;
    sheet.pdf.addPage();
    const start = this.top();
    const table = new LineTable(sheet, document);
    const room = { start, again: PAGE.top + AGAIN_HEIGHT, bottom: BOTTOM, end: this.endHeight() };
    const pages: readonly TablePage[] = await table.pages(room);
    for (const [index, page] of pages.entries()) {
      if (index > 0) sheet.pdf.addPage();
      const y = table.draw(page, index === 0 ? start : this.again());
      if (index === pages.length - 1) this.end(y);
      this.foot(index + 1, pages.length);
      await nextTurn();
      // Nobody waits for it any more.
      if (sheet.pdf.destroyed) return;
    }
  }

  /** Who, to whom, what and when. @returns where the lines begin */
  private top(): number {
    const { sheet, document } = this;
    const { seller, buyer, kind } = document;
    let left: number = PAGE.top;
    left += sheet.write(isolated(oneLine(seller.name)), PAGE.left, left, PARTY_WIDTH, NAME) + 2;
    left = this.lines(addressOf(seller), left, SMALL) + 22;
    const to = kind === 'CREDIT_NOTE' ? 'CREDITED TO' : 'BILLED TO';
    left += sheet.write(to, PAGE.left, left, PARTY_WIDTH, LABEL) + 2;
    left += sheet.write(isolated(oneLine(buyer.name)), PAGE.left, left, PARTY_WIDTH, STRONG) + 1;
    left = this.lines(addressOf(buyer), left, BODY);

    let right = PAGE.top - 5;
    right += sheet.write(TITLES[kind], FACTS.label, right, PAGE.right - FACTS.label, TITLE) + 10;
    right = this.facts(right);

    const y = Math.max(left, right) + 20;
    const headline = this.headline();
    return headline === null
      ? y
      : y + sheet.write(headline, PAGE.left, y, PAGE.right - PAGE.left, HEADLINE) + 12;
  }

  /** What is to be paid, and by when; null where nothing is to be done. */
  private headline(): string | null {
    const { document, formats } = this;
    if (!isToBePaid(document)) return null;
    const amount = moneyText(balanceOf(document), document.currency);
    if (document.status === 'OVERDUE')
      return `${amount} overdue since ${formats.day(document.dueOn)}`;
    if (isCharged(document)) return `${amount} charged to the card on file`;
    return `${amount} due by ${formats.day(document.dueOn)}`;
  }

  private facts(top: number): number {
    const { document, formats } = this;
    const { number, kind, period, issuedOn, dueOn, corrects, correctsIssuedOn } = document;
    const rows: readonly (readonly [label: string, value: string | null])[] = [
      ['Number', number],
      ['Date', formats.day(issuedOn)],
      ['Due', isToBePaid(document) && !isCharged(document) ? formats.day(dueOn) : null],
      ['Corrects', corrects],
      ['Issued on', correctsIssuedOn === null ? null : formats.day(correctsIssuedOn)],
      ['Month', period === null ? null : formats.month(period)],
      ['Account', document.buyer.number],
      ['Currency', document.currency],
      ['Status', kind === 'CREDIT_NOTE' ? null : paymentStatus(document)],
    ];
    let y = top;
    for (const [label, value] of rows) {
      if (value === null) continue;
      this.sheet.write(label, FACTS.label, y, FACTS.value - FACTS.label - 4, PALER);
      y += this.sheet.write(value, FACTS.value, y, PAGE.right - FACTS.value, BODY) + 1;
    }
    return y;
  }

  private lines(lines: readonly string[], top: number, look: Look): number {
    let y = top;
    for (const line of lines) y += this.sheet.write(line, PAGE.left, y, PARTY_WIDTH, look);
    return y;
  }

  /** What a further page begins with. */
  private again(): number {
    const { kind, number } = this.document;
    this.sheet.write(`${TITLES[kind]} ${number}, continued`, PAGE.left, PAGE.top, 400, SMALL);
    return PAGE.top + AGAIN_HEIGHT;
  }

  private endHeight(): number {
    return this.end(0, false);
  }

  /** Sums, how to pay, and notes. @returns where they end */
  private end(top: number, draw = true): number {
    let y = this.sums(top + 10, draw) + 14;
    for (const [label, texts] of [
      ['Payment', howToPay(this.document, this.formats)],
      ['Notes', this.document.notes],
    ] as const) {
      if (texts.length === 0) continue;
      y = this.paragraph(label, y, LABEL, draw) + 1;
      for (const text of texts) y = this.paragraph(text, y, BODY, draw) + 2;
      y += 8;
    }
    return y;
  }

  private sums(top: number, draw: boolean): number {
    const { sheet, document } = this;
    let y = top;
    for (const { kind, label, amount } of documentRows(document)) {
      const look = STRONG_ROWS.has(kind) ? STRONG : BODY;
      const shown = moneyText(amount, document.currency);
      const width = PAGE.right - SUMS - sheet.widthOf(shown, look) - 10;
      const block = sheet.lay(label, width, look);
      if (draw) {
        if (STRONG_ROWS.has(kind)) sheet.rule(y, SUMS, kind === 'BALANCE' ? INK : undefined);
        sheet.draw(block, SUMS, y + SUM_SPACE);
        sheet.writeTo(shown, PAGE.right, y + SUM_SPACE, look);
      }
      y += block.height + 2 * SUM_SPACE;
    }
    return y;
  }

  private paragraph(text: string, y: number, look: Look, draw: boolean): number {
    const { sheet, document } = this;
    const block = sheet.lay(text, PAGE.right - PAGE.left, look);
    if (draw) {
      sheet.draw(block, PAGE.left, y);
      const { payAt } = document.ways;
      if (payAt !== null && text.includes(payAt)) sheet.link(PAGE.left, y, block, payAt);
    }
    return y + block.height;
  }

  private foot(page: number, pages: number): void {
    const { sheet, document } = this;
    const { name, vatNumber } = document.seller;
    const y = BOTTOM + 16;
    sheet.rule(y - 7);
    const shown = isolated(oneLine(name));
    const sender = vatNumber === null ? shown : `${shown} · VAT number ${vatNumber}`;
    const [line] = sheet.lay(sender, 320, SMALL).lines;
    if (line !== undefined) sheet.draw({ lines: [line], look: SMALL, height: 0 }, PAGE.left, y);
    sheet.writeTo(`${document.number} · Page ${page} of ${pages}`, PAGE.right, y, SMALL);
  }
}

/** The lines of an address with its country, and the VAT number below them. */
function addressOf({ address, country, vatNumber }: Party): string[] {
  const typed = address.map(oneLine).filter((line) => line !== '');
  const lines = withCountry(typed, country).map(isolated);
  const shown =
    lines.length <= MOST_ADDRESS_LINES
      ? lines
      : [...lines.slice(0, MOST_ADDRESS_LINES - 1), lines.slice(MOST_ADDRESS_LINES - 1).join(', ')];
  return vatNumber === null || vatNumber.trim() === ''
    ? shown
    : [...shown, `VAT number ${oneLine(vatNumber)}`];
}
