import { inSameTime } from '../../src/auth/same-time';

describe('answering in the same time', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** How long it takes by the clock of the timers, and its outcome. */
  const timed = async (floor: number, work: () => Promise<string>) => {
    const started = Date.now();
    const answer = inSameTime(floor, work).then(
      (value) => ({ value, after: Date.now() - started }),
      (error: unknown) => ({ error, after: Date.now() - started }),
    );
    await jest.runAllTimersAsync();
    return answer;
  };
  const after = (milliseconds: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

  it('waits for the floor when the work was quick', async () => {
    expect(await timed(400, () => Promise.resolve('done'))).toEqual({ value: 'done', after: 400 });
  });

  it('waits no longer than the work when that was slow', async () => {
    const work = async () => {
      await after(700);
      return 'done';
    };
    expect(await timed(400, work)).toEqual({ value: 'done', after: 700 });
  });

  it('tells of a failure no sooner than of success', async () => {
    const error = new Error('no');
    expect(await timed(400, () => Promise.reject(error))).toEqual({ error, after: 400 });
  });
});
