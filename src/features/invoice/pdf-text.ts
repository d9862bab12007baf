import bidiFactory from 'bidi-js';
import LineBreaker from 'linebreak';
import { covers, facesFor, firstFacesFor, type FaceName, type Weight } from './pdf-fonts';

/** A piece of a line that is drawn at once: of one typeface, in one direction. */
export interface Run {
  readonly face: FaceName;
  /** As the typeface is to be given it: in the order of reading. */
  readonly text: string;
  /** Whether its letters depend on their neighbors, so that it is shaped as a whole. */
  readonly shaped: boolean;
}

/** Runs from left to right. */
export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

/** A run in the order of reading: from one place of the text to another, in a direction of its own. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly face: FaceName;
  readonly level: number;
}

/** Width of a run at size 1. */
type Measure = (run: Run) => number;

let loadedBidi: ReturnType<typeof bidiFactory> | undefined;
const bidi = () => (loadedBidi ??= bidiFactory());
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('th', { granularity: 'word' });

/** What the first typeface writes from left to right, letter by letter. */
const PLAIN =
  /^[\x20-\x7e\u00a0-\u024f\u038e-\u03a1\u03a3-\u03e1\u0400-\u04ff\u2010-\u2026\u20ac\u2122\u2212]*$/;
/** Typed marks of direction: what they turn would be turned on the page around them as well. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** What is seen nowhere, but for what joins letters and chooses between pictures of a character. */
const UNSEEN =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu;
const IGNORED = /\p{Default_Ignorable_Code_Point}/u;
const FIRST_ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';
/** Letters of scripts that put no spaces between words. */
const UNSPACED = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;
/** Is broken before the parts of its domain, if it must be. */
const ADDRESS = /\S+@\S+/g;
const WRITTEN_CLOSE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u3000-\u303f\uff00-\uffef]/u;
/** Scripts whose runs the font engine turns around by itself. */
const TURNED = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Thaana}]/u;
/** AM after a sign of tone is written in two parts, the first below the sign. */
const TONE_AND_AM: readonly (readonly [RegExp, string])[] = [
  [/([\u0e48-\u0e4b])\u0e33/g, '\u0e4d$1\u0e32'],
  [/([\u0ec8-\u0ecb])\u0eb3/g, '\u0ecd$1\u0eb2'],
];

/**
 * One line of what somebody typed, whatever they typed: no line breaks, no control characters, none that
 * turn the direction of what follows, no halves of a character.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(TURNS, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(UNSEEN, '')
    .trim();

/** What somebody typed, within a text of ours: whatever its direction, what stands around it keeps its own. */
export const isolated = (text: string): string =>
  PLAIN.test(text) ? text : `${FIRST_ISOLATE}${text}${END_OF_ISOLATE}`;

/** Code points of what has a picture. */
const seenOf = (text: string): number[] =>
  Array.from(text)
    .filter((one) => !IGNORED.test(one))
    .map((one) => one.codePointAt(0) ?? 0);
/** Stands for what no typeface has: `[U+13A0]`. */
const named = (cluster: string): string =>
  seenOf(cluster)
    .map((one) => `[U+${one.toString(16).toUpperCase().padStart(4, '0')}]`)
    .join('');

/** A text on one or more lines. What it is made of is found out once, however wide the lines are. */
export class Paragraph {
  private readonly text: string;
  private readonly spans: readonly Span[];

  constructor(
    text: string,
    weight: Weight,
    private readonly measure: Measure,
  ) {
    if (PLAIN.test(text)) {
      this.text = text;
      this.spans = [{ from: 0, to: text.length, face: 'sans', level: 0 }];
      return;
    }
    const clusters = dressed(text, weight);
    this.text = clusters.map(({ written }) => written).join('');
    this.spans = spansOf(clusters, bidi().getEmbeddingLevels(this.text).levels);
  }

  /** On one line, however long it is. */
  line(): Line {
    return this.lineOf(0, this.text.length);
  }

  /** On lines of this width, in the unit in which runs are measured. */
  lines(width: number): Line[] {
    const lines: Line[] = [];
    let start = 0;
    let end = 0;
    let filled = 0;
    const close = (): void => {
      if (end > start) lines.push(this.lineOf(start, end));
      start = end;
      filled = 0;
    };
    for (const piece of this.pieces(width)) {
      const { shown, whole } = this.widthsOf(piece.from, piece.to);
      if (filled + shown > width) close();
      end = piece.to;
      filled += whole;
    }
    close();
    return lines.length === 0 ? [{ runs: [], width: 0 }] : lines;
  }

  /** What is kept on one line: words; of what does not fit by itself, parts as large as may be. */
  private pieces(width: number): { from: number; to: number }[] {
    const fits = ({ from, to }: { from: number; to: number }): boolean =>
      this.widthsOf(from, to).shown <= width;
    const { soft, tight } = breaksOf(this.text);
    return between(0, this.text.length, soft).flatMap((word) => {
      if (fits(word)) return [word];
      return between(word.from, word.to, tight).flatMap((part) =>
        fits(part) ? [part] : between(part.from, part.to, edgesOf(this.text, part)),
      );
    });
  }

  private widthsOf(from: number, to: number): { shown: number; whole: number } {
    const shown = this.text.slice(from, to).trimEnd().length;
    return {
      shown: this.widthOf(from, from + shown),
      whole: this.widthOf(from, to),
    };
  }

  private widthOf(from: number, to: number): number {
    let width = 0;
    for (const span of this.spansOf(from, to)) width += this.measure(this.runOf(span));
    return width;
  }

  private spansOf(from: number, to: number): Span[] {
    return this.spans.flatMap((span) => {
      const [start, end] = [Math.max(from, span.from), Math.min(to, span.to)];
      return start < end ? [{ ...span, from: start, to: end }] : [];
    });
  }

  private lineOf(from: number, until: number): Line {
    const to = from + this.text.slice(from, until).trimEnd().length;
    const runs = inSight(this.spansOf(from, to)).map((span) => this.runOf(span));
    return { runs, width: runs.reduce((sum, run) => sum + this.measure(run), 0) };
  }

  private runOf({ from, to, face, level }: Span): Run {
    const rightToLeft = level % 2 === 1;
    let text = this.text.slice(from, to);
    if (rightToLeft)
      text = Array.from(text, (one) => bidi().getMirroredCharacter(one) ?? one).join('');
    for (const [what, by] of TONE_AND_AM) text = text.replace(what, by);
    // Numbers within a text from right to left, and signs between such texts.
    if (rightToLeft !== TURNED.test(text))
      text = Array.from(graphemes.segment(text), ({ segment }) => segment)
        .reverse()
        .join('');
    return { face, text, shaped: face !== 'sans' };
  }
}

interface Cluster {
  readonly written: string;
  readonly face: FaceName;
}

/** Finds a typeface for each character with its marks, the one before it if that will do. */
function dressed(text: string, weight: Weight): Cluster[] {
  const clusters: Cluster[] = [];
  // One face for all the Han characters of a text: each writes them in the manner of its country.
  const han = text.match(/\p{sc=Han}/gu) ?? [];
  const hanFace = firstFacesFor(han[0] ?? '').find((face) =>
    covers(face, weight, seenOf(han.join(''))),
  );
  let last: FaceName = 'sans';
  for (const { segment } of graphemes.segment(text)) {
    const seen = seenOf(segment);
    const neutral = /^[\p{sc=Common}\p{sc=Inherited}]+$/u.test(segment);
    const choose = (): FaceName | undefined => {
      if (PLAIN.test(segment) && segment.trim() !== '') return 'sans';
      const order = facesFor(segment);
      if (neutral && !/\p{Emoji_Presentation}|\ufe0f/u.test(segment)) order.unshift(last);
      if (hanFace !== undefined && /\p{sc=Han}/u.test(segment)) order.unshift(hanFace);
      return order.find((face) => covers(face, weight, seen));
    };
    const face = choose();
    clusters.push(
      face === undefined ? { written: named(segment), face: 'sans' } : { written: segment, face },
    );
    if (!neutral) last = face ?? 'sans';
  }
  return clusters;
}

/** Neighbors of one typeface and one direction, together. What only says a direction is not drawn. */
function spansOf(clusters: readonly Cluster[], levels: Uint8Array): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { written, face } of clusters) {
    const [from, to] = [at, at + written.length];
    at = to;
    const level = levels[from] ?? 0;
    if (written === FIRST_ISOLATE || written === END_OF_ISOLATE) continue;
    const before = spans.at(-1);
    if (before?.face === face && before.level === level && before.to === from)
      spans[spans.length - 1] = { ...before, to };
    else spans.push({ from, to, face, level });
  }
  return spans;
}

/** Spans from left to right (UAX #9, rule L2). */
function inSight(spans: readonly Span[]): readonly Span[] {
  const seen = [...spans];
  const levels = seen.map(({ level }) => level);
  for (let level = Math.max(0, ...levels); level > 0; level -= 1)
    for (let from = 0; from < seen.length; from += 1) {
      let to = from;
      while (to < seen.length && (seen[to] as Span).level >= level) to += 1;
      if (to - from > 1) seen.splice(from, to - from, ...seen.slice(from, to).reverse());
      from = Math.max(from, to);
    }
  return seen;
}

/** Where a line is broken: `soft` between words, `tight` also within a word that is too long for a line. */
function breaksOf(text: string): { soft: readonly number[]; tight: readonly number[] } {
  const soft = new Set<number>();
  const tight = new Set<number>();
  const breaker = new LineBreaker(text);
  for (let found = breaker.nextBreak(); found !== null; found = breaker.nextBreak()) {
    const { position } = found;
    const [before = '', after = ''] = [text[position - 1], text[position]];
    tight.add(position);
    if (/\s/.test(before) || WRITTEN_CLOSE.test(before) || WRITTEN_CLOSE.test(after))
      soft.add(position);
  }
  for (const { index, 0: address } of text.matchAll(ADDRESS)) {
    for (const place of [...tight])
      if (place > index && place < index + address.length) tight.delete(place);
    for (const { index: within } of address.matchAll(/[@.]/g)) tight.add(index + within);
  }
  for (const { index, 0: run } of text.matchAll(UNSPACED))
    for (const { index: within } of words.segment(run))
      if (within > 0) {
        soft.add(index + within);
        tight.add(index + within);
      }
  const ascending = (places: Set<number>): number[] => [...places].sort((a, b) => a - b);
  return { soft: ascending(soft), tight: ascending(tight) };
}

/** Places between characters with their marks. */
const edgesOf = (text: string, { from, to }: { from: number; to: number }): number[] =>
  Array.from(graphemes.segment(text.slice(from, to)), ({ index }) => from + index);

/** The parts of a range that places cut it into. */
function between(
  from: number,
  to: number,
  places: readonly number[],
): { from: number; to: number }[] {
  const cuts = [from, ...places.filter((place) => place > from && place < to), to];
  return cuts.slice(1).map((cut, at) => ({ from: cuts[at] as number, to: cut }));
}
