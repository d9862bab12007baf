import fc from 'fast-check';
import { parseEnv } from 'node:util';
import { quoted, withSettings } from '../../src/cli/environment-file';

const value = fc
  .string({ unit: fc.oneof(fc.constantFrom('"', "'", '\\', '#', ' ', '$', 'n'), fc.string()) })
  .filter((text) => !/[\r\n`]/.test(text));

describe('a file of settings', () => {
  it('says a value so that it is read as it was, whatever it contains', () => {
    fc.assert(
      fc.property(value, (text) => {
        expect(parseEnv(`BEFORE=1\nIT=${quoted(text)}\nAFTER=2\n`)).toEqual({
          ...{ BEFORE: '1', IT: text, AFTER: '2' },
        });
      }),
    );
  });

  it('a value that no line can say is refused', () => {
    for (const text of ['two\nlines', '\'"`'])
      expect(() => quoted(text)).toThrow('write it without');
  });

  it('keeps comments, order and what is not set, and changes what counts', () => {
    const text = '# ours\nPORT=1\nexport HOST=here\nOTHER=kept\nPORT=2\n';
    expect(withSettings(text, { PORT: '3', HOST: 'there', NEW: 'a b' })).toBe(
      "# ours\nPORT=1\nHOST=there\nOTHER=kept\nPORT=3\nNEW='a b'\n",
    );
    expect(withSettings('', { PORT: '3' })).toBe('PORT=3\n');
    expect(withSettings('A=1', { B: '2' })).toBe('A=1\nB=2\n');
  });
});
