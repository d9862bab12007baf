import fc from 'fast-check';
import { csvLine } from '../../src/downloads/csv';

/** Reads records as RFC 4180 has them, one character after the other. */
function read(text: string): string[][] {
  const records: string[][] = [[]];
  let value = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const one = text[at] as string;
    if (quoted && one === '"' && text[at + 1] === '"') value += text[++at] as string;
    else if (one === '"') quoted = !quoted;
    else if (!quoted && one === ',') {
      records.at(-1)?.push(value);
      value = '';
    } else if (!quoted && one === '\r' && text[at + 1] === '\n') {
      records.at(-1)?.push(value);
      records.push([]);
      value = '';
      at++;
    } else value += one;
  }
  return records.slice(0, -1);
}

const anything = fc.string({ unit: fc.constantFrom(...'"=+-@,;\t\r\n a1é＝🦊') });

describe('lines of a CSV file', () => {
  it('R37 R46 whatever stands in a cell is read back, with an apostrophe before what would be a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anything, { minLength: 1 })), (records) => {
        const text = records.map((record) => csvLine(record)).join('');
        const came = read(text);
        expect(came).toHaveLength(records.length);
        came.forEach((record, row) => {
          expect(record).toHaveLength((records[row] as string[]).length);
          record.forEach((cell, at) => {
            const given = records[row]?.[at] as string;
            expect(cell.replaceAll("'", '')).toBe(given);
            expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
          });
        });
      }),
    );
  });

  /** Programs that split at something else take no notice of quotes that stand within their cells. */
  const UNSEEN = [...'\0\u0007\u0085\u00A0\u00AD\u200B\u202E\u2060\u3000\uFEFF'];
  const typed = fc.string({ unit: fc.constantFrom(...'"=+-@,;|\t\r\n\v a1é＝', ...UNSEEN) });
  it.each([/;/, /\t/, /\|/])(
    'R37 R46 no cell begins with a formula for a reader that splits lines at %p',
    (separator) => {
      fc.assert(
        fc.property(fc.array(typed, { minLength: 1 }), (record) => {
          for (const line of csvLine(record).split(/[\r\n\v\u0085]+/))
            for (const cell of line.split(separator))
              expect(cell.replace(/^[\s\p{C}\u00AD"]+/u, '')).not.toMatch(/^[=+\-@＝]/);
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each([
    ['a;=1+1', `"a;'=1+1"`],
    ['a\t@SUM(A1)', `"a\t'@SUM(A1)"`],
    ['a; "=1+1', `"a; ""'=1+1"`],
    ['\u0000=1', `"'\u0000=1"`],
    ['\u200B=1', "'\u200B=1"],
    ['\u0007x', `"'\u0007x"`],
    [' =1', "' =1"],
    ['−1', "'−1"],
    ['a; b', '"a; b"'],
    ['19.90', '19.90'],
    ['007', '007'],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['Müller, "Söhne"', '"Müller, ""Söhne"""'],
    ['two\nlines', '"two\nlines"'],
    ['株式会社サンプル', '株式会社サンプル'],
    ['חברה (בע״מ), שלום', '"חברה (בע״מ), שלום"'],
    ['شركة', 'شركة'],
    ['บริษัทไทย 🦊 x̧̌', 'บริษัทไทย 🦊 x̧̌'],
    ['plain - text = fine', 'plain - text = fine'],
  ])('%j stands in the file as %j', (given, expected) => {
    expect(csvLine([given])).toBe(`${expected}\r\n`);
  });

  it('nothing is an empty cell', () => {
    expect(csvLine([null, '', 'x'])).toBe(',,x\r\n');
  });
});
