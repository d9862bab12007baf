import { Turns, TooManyPasswords, type Lane } from '../../src/auth/turns';

/** Work that ends when it is told to, and notes when it began. */
function workOf(began: string[]) {
  const open: (() => void)[] = [];
  return {
    work: (name: string) => () => {
      began.push(name);
      return new Promise<string>((resolve) => open.push(() => resolve(name)));
    },
    /** Ends what began first. */
    end: async () => {
      open.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

describe('R79 turns at hashing', () => {
  it('R79 of a flood of strangers the known go first, then those from known networks, and nobody starves', async () => {
    const began: string[] = [];
    const { work, end } = workOf(began);
    const turns = new Turns(1, 100);
    const calls = [turns.take('STRANGER', work('s0'))];
    const lanes: readonly Lane[] = ['STRANGER', 'NETWORK', 'KNOWN'];
    for (const lane of lanes)
      for (let n = 1; n <= 4; n++)
        calls.push(turns.take(lane, work(`${lane[0]?.toLowerCase()}${n}`)));
    for (let n = 0; n < 13; n++) await end();
    await Promise.all(calls);
    expect(began.join(' ')).toBe('s0 k1 n1 k2 s1 k3 n2 k4 s2 n3 s3 n4 s4');
  });

  it('R79 a full queue of strangers sends strangers away, and nobody else', async () => {
    const began: string[] = [];
    const { work, end } = workOf(began);
    const turns = new Turns(3, 3);
    const calls = Array.from({ length: 5 }, (_, n) => turns.take('STRANGER', work(`s${n}`)));
    await expect(turns.take('STRANGER', work('late'))).rejects.toBeInstanceOf(TooManyPasswords);
    // The third place is nobody's but theirs who are known.
    calls.push(turns.take('KNOWN', work('k')));
    expect(began).toEqual(['s0', 's1', 'k']);
    for (let n = 0; n < 6; n++) await end();
    await Promise.all(calls);
    // Every place is free again.
    const later = [turns.take('STRANGER', work('l1')), turns.take('STRANGER', work('l2'))];
    expect(began.slice(-2)).toEqual(['l1', 'l2']);
    await end();
    await end();
    await Promise.all(later);
  });

  it('work that fails gives its place on', async () => {
    const turns = new Turns(1, 1);
    const failed = turns.take('KNOWN', () => Promise.reject(new Error('no')));
    const next = turns.take('KNOWN', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});
