import { divideHalfUp } from '../../src/domain/billing/money';
import { pdfTexts } from './pdf-text';

const AMOUNT = /−?[€$£][\d,]+\.\d\d/;
const WHOLE = new RegExp(`^${AMOUNT.source}$`);
/** Where amounts end. */
const RIGHT = 547.28;
/** Sentences that say how much is to be paid. */
const ASKED = new RegExp(
  `(?:Please pay )?(${AMOUNT.source}) (?:due by|overdue since|was due on|by|is charged to|charged to) `,
  'g',
);

/** Minor units of an amount as it is written for people. */
export const readAmount = (text: string): bigint =>
  BigInt(text.replace('−', '-').replace(/[^\d-]/g, ''));

interface Figure {
  readonly label: string;
  readonly amount: bigint;
}

/** What a document says of money, as somebody reads it who has nothing but the document. */
export interface Figures {
  readonly lines: readonly Figure[];
  /** From the subtotal on. */
  readonly rows: readonly Figure[];
  /** What its sentences ask for. */
  readonly asked: readonly bigint[];
}

const figuresOf = (figures: readonly Figure[], sentences: string): Figures => {
  const at = figures.findIndex(({ label }) => label === 'Subtotal');
  return {
    lines: figures.slice(0, at),
    rows: figures.slice(at),
    asked: [...sentences.matchAll(ASKED)].map(([, amount = '']) => readAmount(amount)),
  };
};

export function pdfFigures(pdf: Buffer): Figures {
  const pages = pdfTexts(pdf);
  const figures = pages.flatMap((texts) =>
    texts
      .filter(({ text, right }) => WHOLE.test(text) && Math.abs(right - RIGHT) < 0.5)
      .map((amount) => ({
        label: texts
          .filter((one) => one !== amount && Math.abs(one.foot - amount.foot) < 1)
          .map(({ text }) => text)
          .join(' '),
        amount: readAmount(amount.text),
      })),
  );
  return figuresOf(
    figures,
    pages.map((texts) => texts.map(({ text }) => text).join('\n')).join('\n'),
  );
}

/** Of the plain text of a mail that brings a document; null when it names no amounts. */
export function mailFigures(text: string): Figures | null {
  const figures: Figure[] = [];
  // A long description goes on below its amount.
  const row = new RegExp(`^(.*?) {2,}(${AMOUNT.source})$`);
  for (const line of text.split('\n')) {
    const [, label, amount] = row.exec(line) ?? [];
    if (label !== undefined && amount !== undefined)
      figures.push({ label: label.trim(), amount: readAmount(amount) });
  }
  return figures.some(({ label }) => label === 'Subtotal') ? figuresOf(figures, '') : null;
}

const sumOf = (figures: readonly Figure[]): bigint =>
  figures.reduce((sum, { amount }) => sum + amount, 0n);

/** Lines to subtotal, with tax to total, with all that became of it to the balance. @returns the balance */
export function addedUp({ lines, rows, asked }: Figures): bigint {
  const total = rows.findIndex(({ label }) => label === 'Total');
  const [subtotal] = rows;
  const balance = rows.at(-1);
  expect(rows.length).toBeGreaterThan(2);
  expect(balance?.label).toMatch(/^Balance/);
  expect(sumOf(lines)).toBe(subtotal?.amount);
  expect(sumOf(rows.slice(0, total))).toBe(rows[total]?.amount);
  expect(sumOf(rows.slice(total, -1))).toBe(balance?.amount);
  for (const amount of asked) expect(amount).toBe(balance?.amount);
  return balance?.amount ?? 0n;
}

const SEGMENT = /(\d+) (?:of (\d+) days )?at ([€$£][\d,.]+)/g;

/** What a lease costs by the days and rates that are printed (R52). */
export function leaseAmount(explanation: string): bigint {
  let divisor = 0n;
  let sum = 0n;
  for (const [, days = '', of, rate = ''] of explanation.matchAll(SEGMENT)) {
    if (of !== undefined) divisor = BigInt(of);
    sum += BigInt(days) * readAmount(rate);
  }
  return divideHalfUp(sum, divisor);
}
