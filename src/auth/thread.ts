import { Worker } from 'node:worker_threads';

/** How far what a thread does stands back behind the rest of the service: as `nice` has it, 0 to 19. */
export const NICENESS = 10;

/**
 * Every program begins with this. On Linux a priority is a thread's own; elsewhere it would be that of the whole
 * process, and stays as it is.
 */
const STANDS_BACK = `
if (process.platform === 'linux') require('node:os').setPriority(${NICENESS});
const { parentPort, workerData } = require('node:worker_threads');
const answerWith = (answer) => parentPort.on('message', ({ id, question }) => {
  try {
    parentPort.postMessage({ id, answer: answer(question) });
  } catch (error) {
    parentPort.postMessage({ id, error });
  }
});`;

/** What a thread runs: text, because tests run TypeScript, which a thread cannot load. */
export interface Program {
  /** Calls `answerWith(question => answer)`; `workerData` is at hand. */
  readonly text: string;
  readonly workerData: unknown;
}

interface Pending<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

type Message<Answer> = { readonly id: number } & (
  { readonly answer: Answer } | { readonly error: unknown }
);

/** A thread that is there while it runs. */
class RunningThread<Question, Answer> {
  private lastId = 0;
  private readonly pending = new Map<number, Pending<Answer>>();
  private readonly worker: Worker;

  /** @param onEnd Called when the thread ended, whatever the reason: what it was asked is not answered. */
  constructor({ text, workerData }: Program, onEnd: () => void) {
    this.worker = new Worker(STANDS_BACK + text, { eval: true, workerData });
    const end = (error: unknown): void => {
      onEnd();
      for (const { reject } of this.pending.values()) reject(error);
      this.pending.clear();
    };
    this.worker.on('message', (message: Message<Answer>) => {
      const { resolve, reject } = this.pending.get(message.id) ?? {};
      this.pending.delete(message.id);
      if ('answer' in message) resolve?.(message.answer);
      else reject?.(message.error);
    });
    this.worker.on('error', end);
    this.worker.on('exit', () => end(new Error('A thread of the service ended')));
    // It keeps no process alive that has nothing else to do.
    this.worker.unref();
  }

  get waiting(): number {
    return this.pending.size;
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.pending.set(id, { resolve, reject });
      this.worker.postMessage({ id, question });
    });
  }
}

/**
 * Threads for work that takes tens of milliseconds of a core. Whatever else the service does goes before it. A
 * thread starts when it is first needed.
 */
export class Threads<Question, Answer> {
  private readonly running: RunningThread<Question, Answer>[] = [];

  constructor(
    private readonly program: Program,
    private readonly most: number,
  ) {}

  ask(question: Question): Promise<Answer> {
    return this.freest().ask(question);
  }

  private freest(): RunningThread<Question, Answer> {
    const freest = this.running.reduce<RunningThread<Question, Answer> | undefined>(
      (best, one) => (best !== undefined && best.waiting <= one.waiting ? best : one),
      undefined,
    );
    if (freest !== undefined && (freest.waiting === 0 || this.running.length >= this.most))
      return freest;
    const started: RunningThread<Question, Answer> = new RunningThread(this.program, () => {
      const at = this.running.indexOf(started);
      if (at !== -1) this.running.splice(at, 1);
    });
    this.running.push(started);
    return started;
  }
}
