/** What is expected, and whether it holds: to be judged as Jest's own `expect` judges it. */
const CASES: readonly (readonly [
  what: string,
  ask: (to: typeof expect) => void,
  holds: boolean,
])[] = [
  ['toBe', (to) => to(1).toBe(1), true],
  ['toBe of NaN', (to) => to(NaN).toBe(NaN), true],
  ['toBe of zeros', (to) => to(0).toBe(-0), false],
  ['not.toBe', (to) => to({}).not.toBe({}), true],
  ['not.toBe of the same', (to) => to(1).not.toBe(1), false],
  ['toEqual', (to) => to({ a: [1], b: undefined }).toEqual({ a: [1] }), true],
  ['toEqual of others', (to) => to({ a: [1] }).toEqual({ a: [2] }), false],
  ['toEqual of sets', (to) => to(new Set([1, 2])).toEqual(new Set([2, 1])), true],
  ['toEqual of other sets', (to) => to(new Set([1, 2])).toEqual(new Set([1, 3])), false],
  ['toEqual of a kind', (to) => to({ a: 1 }).toEqual({ a: to.any(Number) as number }), true],
  [
    'toEqual of another kind',
    (to) => to({ a: '1' }).toEqual({ a: to.any(Number) as number }),
    false,
  ],
  ['not.toEqual', (to) => to([1]).not.toEqual([2]), true],
  ['not.toEqual of equals', (to) => to([1]).not.toEqual([1]), false],
  ['toStrictEqual', (to) => to({ a: 1, b: undefined }).toStrictEqual({ a: 1 }), false],
  ['toContain', (to) => to('a text').toContain('text'), true],
  ['toContain of a list', (to) => to([1, 2]).toContain(2), true],
  ['toContain of another', (to) => to('a text').toContain('word'), false],
  ['not.toContain', (to) => to('a text').not.toContain('text'), false],
  ['toBeGreaterThan', (to) => to(2).toBeGreaterThan(1), true],
  ['toBeGreaterThan of the same', (to) => to(2n).toBeGreaterThan(2n), false],
  ['toBeGreaterThan of both kinds', (to) => to(2n).toBeGreaterThan(1), true],
  ['toBeLessThan', (to) => to(2).toBeLessThan(1), false],
  ['toBeLessThan of NaN', (to) => to(NaN).toBeLessThan(1), false],
  ['not.toBeLessThan of NaN', (to) => to(NaN).not.toBeLessThan(1), true],
  ['toBeGreaterThan of a text', (to) => to('2' as unknown as number).toBeGreaterThan(1), false],
  ['toMatchObject', (to) => to({ a: 1, b: 2 }).toMatchObject({ a: 2 }), false],
  ['nothing to compare with', (to) => (to(undefined).toBe as () => void)(), true],
];

const messageOf = (work: () => void): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the quick expect', () => {
  const slow = Object.getPrototypeOf(expect) as typeof expect;

  it.each(CASES)('judges %s as the one of Jest, in the same words', (_what, ask, holds) => {
    const message = messageOf(() => ask(expect));
    slow(message).toBe(messageOf(() => ask(slow)));
    slow(message === null).toBe(holds);
  });

  it('counts what was asked, and waits for promises', async () => {
    const before = expect.getState().assertionCalls;
    expect(1).toBe(1);
    expect([1]).not.toEqual([2]);
    slow(expect.getState().assertionCalls).toBe(before + 2);
    await slow(expect(Promise.resolve(1)).resolves.toBe(2)).rejects.toThrow('toBe');
    slow(() => expect(1).toBe(2)).toThrow('Expected: 2');
  });
});
