import { plainWords } from '../../src/database/plain-words';
import { PlainError } from '../../src/domain/plain-error';
import { failureText } from '../../src/jobs/failure';
import { assertComplete, oneByOne } from '../../src/jobs/one-by-one';

/** As the driver throws it. */
const refused = (code: string, errno: number, message: string): Error =>
  Object.assign(new Error(message), { code, errno, sqlState: '22003', sqlMessage: message });

const TOO_LARGE = refused(
  'ER_WARN_DATA_OUT_OF_RANGE',
  1264,
  "Out of range value for column 'total'",
);
const LOCKED = refused('ER_LOCK_DEADLOCK', 1213, 'Deadlock found when trying to get lock');

describe('what people read of what failed', () => {
  it('a job that cannot do one account does all others, and names it by its number', async () => {
    const of = (accountId: number, item: string) => ({
      accountId,
      accountNumber: `AC-1000${accountId}`,
      item,
    });
    const done: string[] = [];
    const left = await oneByOne([of(1, 'a'), of(2, 'b'), of(1, 'c'), of(3, 'd')], (items) => {
      if (items.some(({ accountId }) => accountId === 2)) return Promise.reject(TOO_LARGE);
      done.push(items.map(({ item }) => item).join(''));
      return Promise.resolve();
    });
    expect(done).toEqual(['ac', 'd']);
    expect(() => assertComplete(left)).toThrow(
      'AC-10002 is skipped: an amount is too large to be stored.',
    );
    expect(() => assertComplete([])).not.toThrow();
    expect(await oneByOne([], () => Promise.resolve())).toEqual([]);
  });

  it('neither what the store said nor the key of a row is repeated', () => {
    expect(plainWords(new PlainError('lease L-1 is in USD'))).toBe('lease L-1 is in USD');
    expect(plainWords(LOCKED)).toBe('another process was changing it; it is retried');
    for (const [error, words] of [
      [TOO_LARGE, 'an amount is too large to be stored'],
      [
        refused('ER_NO_SUCH_TABLE', 1146, "Table 'k.x' doesn't exist"),
        /^an unexpected error \(ER_NO_SUCH_TABLE\)$/,
      ],
      [new TypeError('There is no account 42'), /^an unexpected error \(TypeError\)$/],
      [new Error('There is no account 42'), /^an unexpected error$/],
      ['There is no account 42', /^an unexpected error$/],
    ] as const)
      expect(plainWords(error)).toMatch(words);
    expect(failureText(TOO_LARGE)).toBe('an amount is too large to be stored');
    expect(failureText(new Error('550 no such mailbox'))).toBe('550 no such mailbox');
  });
});
