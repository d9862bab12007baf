import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FromServer, Usage } from './child';

/** A server in a process of its own, as the run sees it. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Starts `<script>.js`, a sibling of this file, and waits until it listens. */
  static async start(script: string, env: NodeJS.ProcessEnv): Promise<ServerProcess> {
    const child = fork(join(__dirname, `${script}.js`), {
      env,
      // What a server logs costs it the writing, and disturbs nobody.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`${script} ended with code ${String(code)} before it was ready`);
    });
    const [first] = (await Promise.race([once(child, 'message'), failed])) as [FromServer];
    failed.catch(() => undefined);
    if (first.kind !== 'ready') throw new Error(`${script} did not say where it listens`);
    return new ServerProcess(child, first.url);
  }

  /** CPU and statements since the start. */
  async usage(): Promise<Usage> {
    const answer = once(this.child, 'message') as Promise<[FromServer]>;
    this.child.send('usage');
    const [message] = await answer;
    if (message.kind !== 'usage')
      throw new Error('A server answered something else than its usage');
    return message.usage;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}
