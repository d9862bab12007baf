import { Cron } from 'croner';
import type { FailureReporter } from './failure';

/** When it is looked, unless told otherwise, whether something is due, as a cron pattern with seconds: every 15 seconds. */
const LOOKS = '*/15 * * * * *';

/** Does what waits, such as the messages of one channel. */
export interface Worker {
  /** As which it is reported. */
  readonly name: string;
  /**
   * Works until nothing waits.
   * @param mayContinue - asked before each piece
   * @returns why nothing can be done at present, or null
   */
  tick(mayContinue: () => boolean): Promise<Error | null>;
  /** Lets go of what is held open between two looks. */
  close?(): void;
}

/**
 * Sees to it that what waits is done: soon after it was written, and otherwise with the next look, which
 * finds what other processes wrote, what is tried again and what a process that died has left.
 */
export class OutboxRunner {
  private cron: Cron | null = null;
  private running: Promise<void> | null = null;
  private wanted = false;
  private stopping = false;
  private down = false;

  constructor(
    private readonly worker: Worker,
    private readonly report: FailureReporter,
    private readonly looks = LOOKS,
  ) {}

  /** Looks now, because something may be waiting, and from now on regularly. */
  start(): void {
    this.cron = new Cron(this.looks, { unref: true }, () => this.look());
    void this.look();
  }

  /**
   * Something was written and committed: it need not wait for the next look. Nothing happens before
   * `start`, and while nothing can be done.
   */
  wake(): void {
    if (this.cron !== null && !this.down) void this.look();
  }

  /**
   * Does what waits, and resolves when that is done. Never rejects: failures go to the reporter, that
   * nothing can be done once until something can.
   */
  look(): Promise<void> {
    // Whoever looks already may have seen the last of what was due a moment ago.
    this.wanted = true;
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  }

  /** For good: begins nothing more, and resolves when what is under way has been dealt with. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.cron?.stop();
    await this.running;
    this.worker.close?.();
  }

  private async run(): Promise<void> {
    while (this.wanted && !this.stopping) {
      this.wanted = false;
      try {
        const reason = await this.worker.tick(() => !this.stopping);
        if (reason !== null && !this.down) this.report(this.worker.name, reason);
        this.down = reason !== null;
      } catch (error) {
        this.report(this.worker.name, error);
      }
    }
  }
}
