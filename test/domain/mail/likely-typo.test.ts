import fc from 'fast-check';
import { likelyMeant, slips } from '../../../src/domain/mail/likely-typo';

describe('addresses that look mistyped', () => {
  it.each([
    ['ada@gmial.com', 'ada@gmail.com'],
    ['ada@gmail.con', 'ada@gmail.com'],
    ['ada@gmai.com', 'ada@gmail.com'],
    ['ada@hotmial.cmo', 'ada@hotmail.com'],
    ['ada@northwnid.example', 'ada@northwind.example'],
    ['ada@northwind.exmple', 'ada@northwind.example'],
  ])('%s was meant to be %s', (typed, meant) => {
    expect(likelyMeant(typed, ['northwind.example', 'contoso.example'])).toBe(meant);
  });

  it.each(['ada@gmail.com', 'ada@gmx.at', 'ada@northwind.example', 'ada@elsewhere.example'])(
    '%s is as good as any',
    (typed) => {
      expect(likelyMeant(typed, ['northwind.example'])).toBeNull();
    },
  );

  it.each([
    'aol.com',
    'gmail.com',
    'gmx.at',
    'gmx.ch',
    'gmx.de',
    'gmx.net',
    'googlemail.com',
    'hotmail.co.uk',
    'hotmail.com',
    'hotmail.fr',
    'icloud.com',
    'live.com',
    'mail.com',
    'me.com',
    'msn.com',
    'orange.fr',
    'outlook.com',
    'outlook.de',
    'proton.me',
    'protonmail.com',
    't-online.de',
    'web.de',
    'yahoo.co.uk',
    'yahoo.com',
    'yahoo.de',
    'yahoo.fr',
    'ymail.com',
  ])('many people have their mail at %s', (domain) => {
    const slip = domain.replace(/(.)\./, '$1$1.');
    expect(likelyMeant(`ada@${slip}`, [])).toBe(`ada@${domain}`);
    expect(likelyMeant(`ada@${domain}`, [])).toBeNull();
  });

  it.each([
    ['two slips from a short one are too many', 'gmial.con', [], null],
    ['two slips from one of ten signs are not', 'outlok.dee', [], 'outlook.de'],
    ['two slips from one of nine signs are again', 'abcde.xyz', ['abcdf.xya'], null],
    ['three are too many for any', 'nrthwnd.exmple', ['northwind.example'], null],
    ['the nearest is meant', 'outlook.dem', [], 'outlook.de'],
    [
      'the nearest is meant, though it comes first',
      'northwindd.example',
      ['northwind.example', 'northwand.example'],
      'northwind.example',
    ],
    [
      'of two that are as near, the first',
      'northwend.example',
      ['northwind.example', 'northwand.example'],
      'northwind.example',
    ],
  ])('%s', (_what, typed, known, meant) => {
    expect(likelyMeant(`ada@${typed}`, known)).toBe(meant && `ada@${meant}`);
  });

  it('a known domain is never taken for a slip of another one', () => {
    expect(likelyMeant('ada@gmial.com', ['gmial.com'])).toBeNull();
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.'), maxLength: 8 });
  /** All words that one slip makes of a word. */
  const oneSlipFrom = (text: string): string[] => {
    const made: string[] = [];
    for (let at = 0; at <= text.length; at++) {
      const [head, tail] = [text.slice(0, at), text.slice(at)];
      for (const sign of ['a', 'b', 'c', '.'])
        made.push(head + sign + tail, head + sign + tail.slice(1));
      made.push(head + tail.slice(1));
      if (tail.length > 1) made.push(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
    }
    return made.filter((other) => other !== text);
  };

  it('a slip is one sign too many, missing, wrong, or swapped with its neighbor', () => {
    fc.assert(
      fc.property(word, (one) => {
        for (const other of oneSlipFrom(one)) expect(slips(one, other)).toBe(1);
      }),
    );
  });

  it('words are as far apart one way as the other, and equal words not at all', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(slips(one, other)).toBe(slips(other, one));
        expect(slips(one, other) === 0).toBe(one === other);
        expect(slips(one, other) === 1).toBe(oneSlipFrom(one).includes(other));
      }),
    );
  });
});
