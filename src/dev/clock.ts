import {
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unwatchFile,
  watchFile,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isDay } from '../domain/billing/calendar';
import type { Clock } from '../domain/clock';
import { parseInstant } from '../domain/instant';
import { systemClock } from '../system-clock';
import { DemoTime } from './demo/demo-time';

/** Who is asked the time looks into the file no more often than this; who watches, as often. */
const LOOK_EVERY = 500;
/** The calendar ends with the year 9999, and the demo long before. */
const LATEST = new Date('2200-01-01T00:00:00Z');

/** Why the clock cannot be moved so. */
export class ClockProblem extends Error {
  override readonly name = 'ClockProblem';

  constructor(
    readonly code: 'CLOCK_BACKWARDS' | 'CLOCK_TOO_FAR' | 'NO_INSTANT',
    message: string,
  ) {
    super(message);
  }
}

/**
 * The demo's clock: the machine's, ahead by what a file says. Every process with the same file has the
 * same time; whoever moves it need not be the one that serves.
 */
export class MovableClock implements Clock {
  private ahead = 0;
  /** What the file was when it was read last. */
  private version = '';
  private nextLook = 0;
  private readonly listeners: (() => Promise<void>)[] = [];
  private readonly watcher = (): void => this.look();

  constructor(
    private readonly file: string,
    private readonly machine: Clock = systemClock,
  ) {
    this.look();
  }

  now(): Date {
    const machine = this.machine.now().getTime();
    if (machine >= this.nextLook) {
      this.nextLook = machine + LOOK_EVERY;
      this.look();
    }
    return new Date(machine + this.ahead);
  }

  isMoved(): boolean {
    return this.ahead !== 0;
  }

  /** Called whenever the clock was moved, by whomever. */
  onMove(listener: () => Promise<void>): void {
    this.listeners.push(listener);
  }

  /** Looks into the file from time to time, also while nobody asks; keeps no process alive. */
  watch(): void {
    watchFile(this.file, { persistent: false, interval: LOOK_EVERY }, this.watcher);
  }

  close(): void {
    unwatchFile(this.file, this.watcher);
    this.listeners.length = 0;
  }

  /** @throws ClockProblem unless `to` lies ahead: what has happened cannot be undone by a clock. */
  assertAhead(to: Date): void {
    const now = this.now();
    if (to <= now)
      throw new ClockProblem(
        'CLOCK_BACKWARDS',
        `The clock only moves forward, and shows ${now.toISOString()}.`,
      );
    if (to > LATEST)
      throw new ClockProblem('CLOCK_TOO_FAR', 'The clock goes no further than the year 2200.');
  }

  /**
   * Moves the clock, and resolves when whoever listens in this process is done.
   * @param to - null for the machine's time
   * @throws ClockProblem unless `to` lies ahead
   */
  async moveTo(to: Date | null): Promise<void> {
    if (to !== null) this.assertAhead(to);
    const ahead = to === null ? 0 : to.getTime() - this.machine.now().getTime();
    mkdirSync(dirname(this.file), { recursive: true });
    // Whoever reads meanwhile finds the old file or the new one, whole.
    writeFileSync(`${this.file}.next`, `${JSON.stringify({ aheadMs: ahead })}\n`);
    renameSync(`${this.file}.next`, this.file);
    this.version = this.versionNow();
    await this.set(ahead);
  }

  /** Reads the file when it is another one than before. What cannot be read moves nothing. */
  private look(): void {
    const version = this.versionNow();
    if (version === this.version) return;
    this.version = version;
    void this.set(version === '' ? 0 : (this.read() ?? this.ahead));
  }

  private async set(ahead: number): Promise<void> {
    if (ahead === this.ahead) return;
    this.ahead = ahead;
    await Promise.all(this.listeners.map((listener) => listener()));
  }

  private versionNow(): string {
    const stat = statSync(this.file, { throwIfNoEntry: false });
    return stat === undefined ? '' : `${stat.ino} ${stat.mtimeMs} ${stat.size}`;
  }

  private read(): number | null {
    try {
      const { aheadMs } = JSON.parse(readFileSync(this.file, 'utf8')) as { aheadMs?: unknown };
      return typeof aheadMs === 'number' && Number.isFinite(aheadMs) ? aheadMs : null;
    } catch {
      return null;
    }
  }
}

/**
 * What `npm run clock` was told to move to; null for the machine's time.
 * @throws ClockProblem for what is no day, no instant and not `now`
 */
export function targetOf(text: string | undefined, timeZone: string): Date | null {
  if (text === undefined || text === '')
    throw new ClockProblem(
      'NO_INSTANT',
      'Give a time: npm run clock -- 2027-01-01, or 2027-01-01T08:00:00Z, or now for the machine’s time.',
    );
  if (text === 'now') return null;
  if (isDay(text)) return new DemoTime(text, timeZone).at(text, 0);
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  throw new ClockProblem(
    'NO_INSTANT',
    `${JSON.stringify(text.slice(0, 40))} is neither a day such as 2027-01-01 nor an instant such as 2027-01-01T08:00:00Z.`,
  );
}
