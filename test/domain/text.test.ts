import {
  hasUnseen,
  isLines,
  isOneLine,
  isSeen,
  isUntypeable,
  withoutUnseen,
} from '../../src/domain/text';

describe('R20 text that people give', () => {
  it.each([
    ...['', ' ', '\t\n', '\u00A0', '\u3000', '\u200B', '\u00AD', '\u202E', '\u2028', '\u2029'],
    ...['\uD800', '\u0301', '\u200D', '\uFE0F', '\u3164', '\u115F', '\u034F', '\u{E0041}'],
    ...['\uFFFE', '\u{1FFFF}', '\u2800', '\u{1D159}', '\u0000', '\u0300 \u200B'],
  ])('nobody sees anything of %j', (text) => {
    expect(isSeen(text)).toBe(false);
    expect(isSeen(`${text}a${text}`)).toBe(true);
  });

  it.each(['a', '1', '.', '日', '🦊', '\u0E33', 'ﷺ', '€', '\u00B7', '\uE000'])(
    '%j is seen',
    (text) => {
      expect(isSeen(text)).toBe(true);
    },
  );

  it.each([
    ['one line', 'plain – ünïcode 日本 🦊', true, true],
    ['a tab', 'a\tb', false, true],
    ['a line feed', 'a\nb', false, true],
    ['a carriage return', 'a\r\nb', false, true],
    ['a line separator', 'a\u2028b', false, true],
    ['a paragraph separator', 'a\u2029b', false, true],
    ['a bell', 'a\u0007b', false, false],
    ['a null', 'a\u0000b', false, false],
    ['an escape of C1', 'a\u0085b', false, false],
    ['half a character', 'a\uD83Db', false, false],
    ['a whole one', 'a\u{1F98A}b', true, true],
    ['an override', 'a\u202Eb', false, false],
    ['an override that is closed', 'a\u202Db\u202Cc', false, false],
    ['an isolate', 'a\u2066b\u2069c', false, false],
    ['an embedding', 'a\u202Bb', false, false],
    ['an embedding that is closed', 'a\u202Bbcd\u202Ce', true, true],
    ['one to the right that is closed', 'a\u202Abcd\u202Ce', true, true],
    ['one that is closed at once', '\u202A\u202C', true, true],
    ['two that are closed', '\u202Aab\u202Cc\u202Bde\u202C', true, true],
    ['one within another', '\u202Aa\u202Bb\u202Cc', false, false],
    ['an end without a beginning', 'a\u202Cb', false, false],
  ])('%s', (_what, text, oneLine, lines) => {
    expect([isOneLine(text), isLines(text)]).toEqual([oneLine, lines]);
  });

  it.each([
    ...[
      '\u00A0',
      '\u3000',
      '\u200B',
      '\u200D',
      '\uFE0F',
      '\u2028',
      '\u2029',
      '\u2800',
      '\u{1D159}',
    ],
    ...['\u0000', '\t', '\uD800', '\u00AD', '\u3164', '\uE000', '\u{E0041}'],
  ])('%j is not seen in it, and taken out', (unseen) => {
    expect(hasUnseen(`ab ${unseen}c`)).toBe(true);
    expect(withoutUnseen(`${unseen}ab ${unseen}${unseen}c🦊`)).toBe('ab c🦊');
  });

  it('what is seen stays', () => {
    for (const text of ['', 'a b', 'é', 'e\u0301', '日本', '🦊'])
      expect([hasUnseen(text), withoutUnseen(text)]).toEqual([false, text]);
  });

  it.each([
    ...['\u0000', '\n', '\u00AD', '\u200B', '\u202E', '\u2028', '\u2029', '\uD800', '\u3164'],
    ...['\u2800', '\u034F', '\u{E0001}', '\u{E0100}'],
  ])('no keyboard writes %j', (sign) => {
    expect(isUntypeable(`a${sign}b`)).toBe(true);
  });

  it.each([
    ...[
      'a b',
      '\u00A0',
      'é',
      '日',
      '👨\u200D👩\u200D👧',
      'می\u200Cخواهم',
      '❤\uFE0F',
      '\uFE00\uFE0E',
    ],
    ...['🏴\u{E0067}\u{E0062}\u{E007F}', '\u{E0020}'],
  ])('a keyboard writes %j', (text) => {
    expect(isUntypeable(text)).toBe(false);
  });
});
