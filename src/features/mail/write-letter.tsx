import { convert, type FormatCallback, type HtmlToTextOptions } from 'html-to-text';
import { renderToStaticMarkup } from 'react-dom/server';
import type { MailEvent } from '../../domain/mail/mails';
import { isGreetable, mailedParameters } from '../../domain/mail/typed-text';
import { Paragraph, Sheet } from './letter-parts';
import type { Given, Letter } from './letter.types';
import { LETTERS } from './letters';

export interface WrittenLetter {
  /** One line. */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Beside what the letter itself is written from. */
export interface Envelope {
  /** As the recipient is greeted; null when nobody told us. */
  readonly name: string | null;
  /** Where one unsubscribes; null for a mail that one cannot. */
  readonly unsubscribe: string | null;
}

/** `Choose a new password:`, and on a line of its own the address. */
const writeAction: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(':');
  builder.addLineBreak();
  const { href = '' } = element.attribs as { readonly href?: string };
  builder.addInline(href, { noWordTransform: true });
};

/** On one line, however long it is. */
const writeExact: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  builder.startNoWrap();
  walk(element.children, builder);
  builder.stopNoWrap();
  builder.closeBlock({ trailingLineBreaks: 2 });
};

/** Line by line, as it was written. */
const writeLines: FormatCallback = (element, _walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  const text = element.children.map(({ data = '' }) => data).join('');
  for (const [at, line] of text.split('\n').entries()) {
    if (at > 0) builder.addLineBreak();
    builder.addInline(line);
  }
  builder.closeBlock({ trailingLineBreaks: 2 });
};

const TEXT: HtmlToTextOptions = {
  wordwrap: 78,
  formatters: { action: writeAction, exact: writeExact, lines: writeLines },
  selectors: [
    { selector: 'p.exact', format: 'exact' },
    { selector: 'p.lines', format: 'lines' },
    {
      selector: 'table.facts',
      format: 'dataTable',
      options: { colSpacing: 2, maxColumnWidth: 56, uppercaseHeaderCells: false },
    },
    { selector: 'h1', options: { uppercase: false } },
    { selector: '.html-only', format: 'skip' },
    { selector: 'a.action', format: 'action' },
  ],
};

/** Whoever signs up gives the name themself, and the address of somebody else if they like. */
const greeting = (name: string | null): string =>
  name === null || !isGreetable(name) ? 'Hello,' : `Hello ${isolated(name)},`;

const FIRST_ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';
const ISOLATES = /[\u2068\u2069]/g;
/** Typed marks of direction: what they turn would be turned in the mail around them as well. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** What is written from right to left. */
const RIGHT_TO_LEFT =
  /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Thaana}\p{sc=Syriac}\p{sc=Nko}\p{sc=Samaritan}\p{sc=Mandaic}\p{sc=Adlam}]/u;

/** What the vendor writes itself stands in paragraphs that have their own direction. */
const OWN_TEXTS: ReadonlySet<MailEvent> = new Set(['critical-mailing', 'marketing-mailing']);

/**
 * The same values, in which each text from right to left stands by itself: what is written around it keeps its
 * own order, in the plain text as in HTML, where it becomes a `<bdi>`.
 */
function isolated<Value>(value: Value): Value;
function isolated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => isolated(one));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, isolated(one)]));
  if (typeof value !== 'string') return value;
  const text = value.replace(TURNS, '');
  return RIGHT_TO_LEFT.test(text) ? `${FIRST_ISOLATE}${text}${END_OF_ISOLATE}` : text;
}

/** The mail of an event, as HTML and as plain text, both from one source. */
export function writeLetter<Event extends MailEvent>(
  event: Event,
  given: Given<Event>,
  { name, unsubscribe }: Envelope,
): WrittenLetter {
  const write: (given: Given<Event>) => Letter = LETTERS[event];
  const letter = write(
    OWN_TEXTS.has(event)
      ? given
      : {
          ...given,
          parameters: isolated(mailedParameters(given.parameters, given.email)),
          email: isolated(given.email),
        },
  );
  const subject = letter.subject.replace(ISOLATES, '').replace(/\s+/g, ' ').trim();
  const page = renderToStaticMarkup(
    <Sheet sender={given.sender} title={subject} unsubscribe={unsubscribe}>
      <Paragraph>{greeting(name)}</Paragraph>
      {letter.body}
    </Sheet>,
  );
  // Cells without a value end in spaces, which mean something where mails are wrapped (RFC 3676).
  const text = convert(page, TEXT).replace(/ +$/gm, '');
  const html = page
    .replaceAll(FIRST_ISOLATE, '<bdi dir="auto">')
    .replaceAll(END_OF_ISOLATE, '</bdi>');
  return { subject, html: `<!doctype html>${html}`, text: `${text}\n` };
}
