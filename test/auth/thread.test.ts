import { getPriority } from 'node:os';
import { hash, verify } from '../../src/auth/argon2';
import { NICENESS, Threads } from '../../src/auth/thread';

const program = (text: string) => ({ text, workerData: null });

describe('R79 threads for what takes long', () => {
  it('stand back behind the rest of the service, and only they do', async () => {
    const before = getPriority();
    const threads = new Threads<null, number>(
      program(`answerWith(() => require('node:os').getPriority());`),
      1,
    );
    expect(await threads.ask(null)).toBe(process.platform === 'linux' ? NICENESS : before);
    expect(getPriority()).toBe(before);
  });

  it('answer each what it asked, by as many as there may be', async () => {
    const threads = new Threads<number, readonly [number, number]>(
      program(
        `const { threadId } = require('node:worker_threads'); answerWith((n) => [n, threadId]);`,
      ),
      3,
    );
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => threads.ask(n)));
    expect(answers.map(([n]) => n)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(new Set(answers.map(([, thread]) => thread)).size).toBe(3);
  });

  it('tell whoever asked what went wrong, and go on', async () => {
    const threads = new Threads<string, string>(
      program(`answerWith((text) => { if (text === 'bad') throw new Error('no'); return text; });`),
      1,
    );
    const asked = [threads.ask('one'), threads.ask('bad'), threads.ask('two')];
    const came = await Promise.allSettled(asked);
    expect(came.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('are started anew when one ended', async () => {
    const threads = new Threads<string, string>(
      program(`answerWith((text) => { if (text === 'end') process.exit(); return text; });`),
      1,
    );
    await expect(threads.ask('end')).rejects.toThrow('ended');
    expect(await threads.ask('again')).toBe('again');
  });

  it('take hashes for what they are', async () => {
    const made = await hash('password', { memoryKiB: 1_024, passes: 1 });
    expect(made).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
    expect([await verify(made, 'password'), await verify(made, 'Password')]).toEqual([true, false]);
    await expect(verify('no hash', 'password')).rejects.toThrow();
  });
});
