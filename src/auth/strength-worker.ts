import { Worker } from 'node:worker_threads';
import { COMMON_WORDS } from './common-words';

/**
 * The estimator takes tens of milliseconds for a password, so it runs in a thread of its own. The thread's program
 * is text: tests run TypeScript, which a thread cannot load.
 */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const { ZxcvbnFactory } = require(workerData.core);
const { adjacencyGraphs, dictionary } = require(workerData.language);
const estimator = new ZxcvbnFactory({
  dictionary: { ...dictionary, 'common-words': workerData.commonWords },
  graphs: adjacencyGraphs,
});
parentPort.on('message', ({ id, password, words }) => {
  parentPort.postMessage({ id, score: estimator.check(password, words).score });
});`;

interface Pending {
  readonly resolve: (score: number) => void;
  readonly reject: (error: unknown) => void;
}

class StrengthWorker {
  private lastId = 0;
  private readonly pending = new Map<number, Pending>();
  private readonly worker = new Worker(PROGRAM, {
    eval: true,
    workerData: {
      core: require.resolve('@zxcvbn-ts/core'),
      language: require.resolve('@zxcvbn-ts/language-common'),
      commonWords: [...new Set(COMMON_WORDS)],
    },
  });

  /** @param onEnd Called when the thread ended, whatever the reason: what it was asked is not answered. */
  constructor(onEnd: () => void) {
    const end = (error: unknown): void => {
      onEnd();
      for (const { reject } of this.pending.values()) reject(error);
      this.pending.clear();
    };
    this.worker.on('message', ({ id, score }: { id: number; score: number }) => {
      this.pending.get(id)?.resolve(score);
      this.pending.delete(id);
    });
    this.worker.on('error', end);
    this.worker.on('exit', () => end(new Error('The thread of the password estimator ended')));
    // It keeps no process alive that has nothing else to do.
    this.worker.unref();
  }

  ask(password: string, words: readonly string[]): Promise<number> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.pending.set(id, { resolve, reject });
      this.worker.postMessage({ id, password, words });
    });
  }
}

let thread: StrengthWorker | null = null;

/** Score of a password, 0 to 4; words about the person count as guessed first. The thread starts with the first call. */
export function scoreOf(password: string, words: readonly string[]): Promise<number> {
  if (thread === null) {
    const started = new StrengthWorker(() => {
      if (thread === started) thread = null;
    });
    thread = started;
  }
  return thread.ask(password, words);
}
