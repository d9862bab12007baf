import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';

export type Weight = 'regular' | 'bold';

/** A typeface, and what it is asked for first. */
interface Face {
  /** Folder of its package below `@expo-google-fonts`, and the name that its files begin with. */
  readonly files: readonly [folder: string, prefix: string];
  /** Weight of its bold file; null when there is only one. */
  readonly bold: '600SemiBold' | '700Bold' | null;
  /** What it is the first choice for. */
  readonly writes: RegExp;
}

const noto = (folder: string, name: string, writes: RegExp): Face => ({
  files: [folder, `NotoSans${name}`],
  bold: '600SemiBold',
  writes,
});

const FACES = {
  sans: noto('noto-sans', '', /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u),
  // In a face of its own, for its letters are shaped by other rules than the Latin ones of the same file.
  devanagari: noto('noto-sans', '', /\p{sc=Devanagari}/u),
  symbols: noto('noto-sans-symbols', 'Symbols', /(?!)/),
  symbols2: { files: ['noto-sans-symbols-2', 'NotoSansSymbols2'], bold: null, writes: /(?!)/ },
  math: { files: ['noto-sans-math', 'NotoSansMath'], bold: null, writes: /(?!)/ },
  emoji: {
    files: ['noto-emoji', 'NotoEmoji'],
    bold: '600SemiBold',
    writes: /\p{Emoji_Presentation}|\ufe0f/u,
  },
  japanese: noto('noto-sans-jp', 'JP', /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u),
  chinese: noto('noto-sans-sc', 'SC', /[\p{sc=Han}\p{sc=Bopomofo}]/u),
  korean: {
    files: ['nanum-gothic', 'NanumGothic'],
    bold: '700Bold',
    writes: /[\p{sc=Hangul}\p{sc=Han}]/u,
  },
  arabic: noto('noto-sans-arabic', 'Arabic', /\p{sc=Arabic}/u),
  hebrew: noto('noto-sans-hebrew', 'Hebrew', /\p{sc=Hebrew}/u),
  thai: noto('noto-sans-thai', 'Thai', /\p{sc=Thai}/u),
  lao: noto('noto-sans-lao', 'Lao', /\p{sc=Lao}/u),
  khmer: noto('noto-sans-khmer', 'Khmer', /\p{sc=Khmer}/u),
  myanmar: noto('noto-sans-myanmar', 'Myanmar', /\p{sc=Myanmar}/u),
  bengali: noto('noto-sans-bengali', 'Bengali', /\p{sc=Bengali}/u),
  gujarati: noto('noto-sans-gujarati', 'Gujarati', /\p{sc=Gujarati}/u),
  gurmukhi: noto('noto-sans-gurmukhi', 'Gurmukhi', /\p{sc=Gurmukhi}/u),
  kannada: noto('noto-sans-kannada', 'Kannada', /\p{sc=Kannada}/u),
  malayalam: noto('noto-sans-malayalam', 'Malayalam', /\p{sc=Malayalam}/u),
  oriya: noto('noto-sans-oriya', 'Oriya', /\p{sc=Oriya}/u),
  tamil: noto('noto-sans-tamil', 'Tamil', /\p{sc=Tamil}/u),
  telugu: noto('noto-sans-telugu', 'Telugu', /\p{sc=Telugu}/u),
  sinhala: noto('noto-sans-sinhala', 'Sinhala', /\p{sc=Sinhala}/u),
  armenian: noto('noto-sans-armenian', 'Armenian', /\p{sc=Armenian}/u),
  georgian: noto('noto-sans-georgian', 'Georgian', /\p{sc=Georgian}/u),
  ethiopic: noto('noto-sans-ethiopic', 'Ethiopic', /\p{sc=Ethiopic}/u),
  thaana: noto('noto-sans-thaana', 'Thaana', /\p{sc=Thaana}/u),
} as const satisfies Record<string, Face>;
export type FaceName = keyof typeof FACES;
const NAMES = Object.keys(FACES) as FaceName[];

/** fontkit reads the box of an empty glyph too, which may lie beyond the end of the file. */
const PADDING = Buffer.alloc(16);
const files = new Map<string, Buffer>();

/** The file of a typeface: read once, and not before somebody needs it. */
function fontFile(name: FaceName, weight: Weight): Buffer {
  const {
    files: [folder, prefix],
    bold,
  }: Face = FACES[name];
  const style = weight === 'bold' && bold !== null ? bold : '400Regular';
  const path = `@expo-google-fonts/${folder}/${style}/${prefix}_${style}.ttf`;
  let file = files.get(path);
  if (file === undefined) {
    file = Buffer.concat([readFileSync(require.resolve(path)), PADDING]);
    files.set(path, file);
  }
  return file;
}

const parsed = new Map<string, fontkit.Font>();

/** What was read of a file serves all documents. It draws nothing itself. */
function parsedFont(name: FaceName, weight: Weight): fontkit.Font {
  const key = `${name} ${weight}`;
  let font = parsed.get(key);
  if (font === undefined) {
    font = fontkit.create(fontFile(name, weight)) as fontkit.Font;
    parsed.set(key, font);
  }
  return font;
}

/** Whether a typeface has a picture of each code point. */
export function covers(name: FaceName, weight: Weight, codePoints: readonly number[]): boolean {
  const font = parsedFont(name, weight);
  return codePoints.every((one) => font.hasGlyphForCodePoint(one));
}

/** Where marks sit on their letters: what fontkit gives up on where a font does not say it. */
const WITHOUT_MARKS = { mark: false, mkmk: false, abvm: false, blwm: false };

/**
 * A typeface for one document. Its pictures are its own, for each remembers the character that it was first
 * asked for: the same document has the same bytes, whatever was drawn before.
 */
export function documentFont(name: FaceName, weight: Weight): fontkit.Font {
  const font = parsedFont(name, weight);
  const own = Object.create(font, { _glyphs: { value: {}, writable: true } }) as fontkit.Font;
  own.layout = (text, features, ...more) => {
    const layout = (which: typeof features): fontkit.GlyphRun =>
      font.layout.call(own, text, which, ...more);
    try {
      return layout(features);
    } catch {
      return layout(WITHOUT_MARKS);
    }
  };
  return own;
}

/** Faces that have what is written in no letters: signs, arrows, full stops of any kind. */
const SIGNS: readonly FaceName[] = ['sans', 'symbols', 'symbols2', 'math', 'emoji', 'japanese'];

/** Typefaces that a text is written in by choice. Loads none of them. */
export const firstFacesFor = (text: string): FaceName[] =>
  NAMES.filter((name) => FACES[name].writes.test(text));

/** Typefaces that may have a text, the first choice first. Loads none of them. */
export const facesFor = (text: string): FaceName[] => [
  ...new Set([...firstFacesFor(text), ...SIGNS]),
];
