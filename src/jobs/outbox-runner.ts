import { Cron } from 'croner';
import type { FailureReporter } from './failure';
import type { OutboxWorker } from './outbox-worker';

/** When it is looked, unless told otherwise, whether something is due, as a cron pattern with seconds: every 15 seconds. */
const LOOKS = '*/15 * * * * *';

/**
 * Sees to it that the messages of one channel leave: soon after they were written, and otherwise with
 * the next look, which finds what other processes wrote, what is tried again and what a process that
 * died has left.
 */
export class OutboxRunner {
  private cron: Cron | null = null;
  private running: Promise<void> | null = null;
  private wanted = false;
  private stopping = false;
  private down = false;

  constructor(
    private readonly worker: OutboxWorker,
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
   * `start`, and while the channel is down.
   */
  nudge(): void {
    if (this.cron !== null && !this.down) void this.look();
  }

  /**
   * Delivers what is due, and resolves when that is done. Never rejects: failures go to the reporter,
   * that the channel is down once until it is up again.
   */
  look(): Promise<void> {
    // Whoever looks already may have seen the last of what was due a moment ago.
    this.wanted = true;
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  }

  /** For good: begins nothing more, and resolves when the message that is under way has been dealt with. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.cron?.stop();
    await this.running;
    this.worker.channel.close?.();
  }

  private async run(): Promise<void> {
    const job = `outbox ${this.worker.channel.name}`;
    while (this.wanted && !this.stopping) {
      this.wanted = false;
      try {
        const reason = await this.worker.tick(() => !this.stopping);
        if (reason !== null && !this.down) this.report(job, reason);
        this.down = reason !== null;
      } catch (error) {
        this.report(job, error);
      }
    }
  }
}
