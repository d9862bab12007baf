import fc from 'fast-check';
import {
  asciiDomain,
  emailSearchTexts,
  formerSpelling,
  mayBeSpelledOtherwise,
  normalizeEmail,
  readEmail,
} from '../../src/domain/email';
import { often } from './often';

/** Each line is one address, however it is spelled. */
const ONE = [
  [
    'ada@example.com',
    'ADA@EXAMPLE.COM',
    '  ada@example.com\n',
    'ada@ｅｘａｍｐｌｅ．ｃｏｍ',
    'ada@example。com',
  ],
  [
    'ada@xn--mnchen-3ya.example',
    'ada@münchen.example',
    'ada@mu\u0308nchen.example',
    'Ada@MÜNCHEN.example',
    'ada@XN--MNCHEN-3YA.example',
  ],
  ['zoë@example.com', 'zoe\u0308@example.com', 'ZOË@example.com'],
  ['first.last.third@a.example', 'First.Last.Third@A.Example'],
  ['ada@example.xn--p1ai', 'ada@example.рф'],
  ['ada@example.museum', 'ADA@EXAMPLE.MUSEUM'],
  ['k@example.com', '\u212A@example.com'],
  ['ada@xn--strae-oqa.example', 'ada@straße.example', 'ada@STRAẞE.example'],
  ['ada@xn--ls8h.example', 'ada@💩.example'],
  ['ada@xn--mgba3gch31f060k.example', 'ada@نامه\u200Cای.example'],
  ['パ@xn--eckwd4c7cu47r2wf.example', 'パ@ドメイン名例.example', 'パ@ﾄﾞﾒｲﾝ名例.example'],
] as const;

/** Addresses that look alike and are two. */
const TWO = [
  ['ı@example.com', 'i@example.com'],
  ['strasse@example.com', 'straße@example.com'],
  ['ada@strasse.example', 'ada@straße.example'],
  ['νίκος@example.com', 'νίκοσ@example.com'],
  ['josé@example.com', 'jose@example.com'],
] as const;

const NONE = [
  '',
  'ada',
  '@example.com',
  'ada@',
  'ada@example',
  'ada@@example.com',
  'ada@b@',
  'a da@example.com',
  'ada@exa mple.com',
  '.ada@example.com',
  'ada.@example.com',
  'a..da@example.com',
  '"ada"@example.com',
  '"a b"@example.com',
  'ada(comment)@example.com',
  'ada@(comment)example.com',
  'Ada <ada@example.com>',
  'ada@example.com, eve@evil.example',
  'ada@[127.0.0.1]',
  'ada@[IPv6:::1]',
  'ada@127.0.0.1',
  'ada@１２７.０.０.１',
  'ada@example.com.',
  'ada@.example.com',
  'ada@example..com',
  'ada@-example.com',
  'ada@example-.com',
  'ada@exa_mple.com',
  'ada@example.c',
  'ada.example',
  'ada@example.co1',
  'ada@example.com-',
  'ada@exampleא1.com',
  'ada@example.123',
  'ada@xn--a.example',
  'ada@xn--example-.com',
  'ada@\u0308example.com',
  '\u0308ada@example.com',
  'ada＠example.com',
  'ada\r\nBcc: eve@evil.example',
  'ada@example.com\r\nRCPT TO:<eve@evil.example>',
  `${'a'.repeat(65)}@example.com`,
  `${'é'.repeat(33)}@example.com`,
  `ada@${'a'.repeat(64)}.com`,
  `ada@${'ü'.repeat(60)}.com`,
  `ada@${`${'a'.repeat(60)}.`.repeat(4)}example`,
  `ada@${'a.'.repeat(2_000)}com`,
] as const;

const UNSEEN = [
  '\u0000',
  '\u0007',
  '\t',
  '\n',
  '\r\n',
  '\u007F',
  '\u0085',
  '\u00A0',
  '\u00AD',
  '\u034F',
  '\u061C',
  '\u115F',
  '\u180E',
  '\u200B',
  '\u200D',
  '\u200E',
  '\u200F',
  '\u2028',
  '\u2029',
  '\u202A',
  '\u202E',
  '\u2060',
  '\u2064',
  '\u2066',
  '\u2069',
  '\u2800',
  '\u3000',
  '\u3164',
  '\uD83D',
  '\uDCA9',
  '\uFE0F',
  '\uFEFF',
  '\uFFA0',
  '\uFFFE',
  '\u{E0041}',
  '\u{E0100}',
  '\u{1D159}',
] as const;

describe('the normal form of an e-mail address', () => {
  it.each(ONE)(
    'is %s for all of its spellings',
    (...spellings: readonly (string | undefined)[]) => {
      for (const one of spellings) expect(readEmail(one ?? '')).toBe(spellings[0]);
    },
  );

  it.each(TWO)('tells %s from %s', (one, other) => {
    expect(readEmail(one)).not.toBeNull();
    expect(readEmail(other)).not.toBeNull();
    expect(readEmail(one)).not.toBe(readEmail(other));
  });

  it.each(NONE)('is none for %j', (text) => {
    expect(readEmail(text)).toBeNull();
  });

  it.each(UNSEEN)('is none where %j stands in it, for it cannot be seen', (unseen) => {
    for (const text of [
      `a${unseen}da@example.com`,
      `ada${unseen}@example.com`,
      `ada@${unseen}example.com`,
      `ada@exa${unseen}mple.com`,
    ])
      expect(readEmail(text)).toBeNull();
  });

  it('has at most 254 octets, 64 of them before the sign', () => {
    const domain = `${`${'d'.repeat(61)}.`.repeat(3)}ab`;
    expect(readEmail(`${'m'.repeat(64)}@${domain}`)).toHaveLength(253);
    expect(readEmail(`${'m'.repeat(64)}@${domain}c`)).toHaveLength(254);
    expect(readEmail(`${'m'.repeat(64)}@d.${domain}`)).toBeNull();
  });

  it('is its own normal form, is seen whole, and neither turns nor breaks a line', () => {
    const text = fc.oneof(
      fc
        .tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))
        .map(([a, b]) => `${a}@${b}.example`),
      fc.string({ unit: 'binary' }).map((part) => `a${part}@${part}b.example`),
      fc.emailAddress(),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const email = readEmail(typed);
        if (email === null) return;
        expect(readEmail(email)).toBe(email);
        expect(email).toMatch(/^[^\s\p{C}]+@[a-z0-9.-]+$/u);
        expect(normalizeEmail(typed)).toBe(email);
      }),
      { numRuns: often(500) },
    );
  });

  it('of what is no address is what was typed, in lower case and without the space around it', () => {
    expect(normalizeEmail('  Not An Address ')).toBe('not an address');
    expect(formerSpelling(' Ada@MÜNCHEN.example ')).toBe('ada@münchen.example');
  });

  it.each([
    [false, 'ada@example.com', 'ada@example.com'],
    [false, "o'neil+x@sub.example.com", "o'neil+x@sub.example.com"],
    [true, 'ada@münchen.example', 'ada@xn--mnchen-3ya.example'],
    [true, 'ada@xn--mnchen-3ya.example', 'ada@xn--mnchen-3ya.example'],
    [true, 'ada@mail.xn--p1ai', 'ada@mail.xn--p1ai'],
    [true, 'zoë@example.com', 'zoë@example.com'],
    [true, 'ada@example.com', 'bob@example.com'],
    [false, 'axn--b@example.com', 'axn--b@example.com'],
  ])('may have been stored in another spelling (%s): %s', (may, former, normal) => {
    expect(mayBeSpelledOtherwise({ former, normal })).toBe(may);
  });

  it('has a domain that DNS could have, written in one direction', () => {
    expect(['ä.example', 'ä_b.example', 'aא1.example', 'ä..example'].map(asciiDomain)).toEqual([
      'xn--4ca.example',
      null,
      null,
      null,
    ]);
  });

  it.each([
    [' Ada@MÜNCHEN ', ['ada@münchen', 'ada@xn--mnchen-3ya']],
    ['a@b@ü.x', ['a@b@ü.x', 'a@b@xn--tda.x']],
    ['a@.', ['a@.']],
    ['..ü', ['..ü']],
    [`${'x'.repeat(1_014)}@ü`, [`${'x'.repeat(1_014)}@ü`, `${'x'.repeat(1_014)}@xn--tda`]],
    [`${'x'.repeat(1_015)}@ü`, [`${'x'.repeat(1_015)}@ü`]],
    ['münchen', ['münchen', 'xn--mnchen-3ya']],
    ['@münchen.ex', ['@münchen.ex', '@xn--mnchen-3ya.ex']],
    ['Ada@MÜNCHEN.example', ['ada@münchen.example', 'ada@xn--mnchen-3ya.example']],
    ['.münchen.', ['.münchen.', '.xn--mnchen-3ya.']],
    ['ada', ['ada']],
    ['.com', ['.com']],
    ['12@example.', ['12@example.']],
    ['a%_\\', ['a%_\\']],
    ['', ['']],
  ])('a part of one, %p, is looked for as it may be stored', (typed, pieces) => {
    expect(emailSearchTexts(typed)).toEqual(pieces);
  });
});
