import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../domain/clock';

const DAY = 24 * 3_600_000;
/** For how long a browser counts as known after somebody signed in with it. */
export const DEVICE_DAYS = 365;
/** People whom one browser is remembered for; the one who came last stands first. */
const MOST_PEOPLE = 5;

/** A name of 128 random bits, the day from which it counts, and what vouches for both and an address. */
const ENTRY = /^([A-Za-z0-9_-]{22})\.(\d{1,6})\.([A-Za-z0-9_-]{22})$/;

interface Entry {
  readonly name: string;
  readonly day: number;
  readonly text: string;
  readonly seal: string;
}

const entriesOf = (cookie: string | null): Entry[] =>
  (cookie ?? '')
    .split('~')
    .slice(0, MOST_PEOPLE)
    .flatMap((text) => {
      const [, name, day, seal] = ENTRY.exec(text) ?? [];
      return name === undefined || seal === undefined
        ? []
        : [{ name, day: Number(day), seal, text }];
    });

/**
 * Device cookies, as OWASP describes them: a browser that somebody signed in with shows it, and their failures
 * there are counted by themselves, apart from what strangers do in their name. It opens nothing, says nothing of
 * whose it is, and nothing of it is stored.
 */
export class DeviceCookies {
  constructor(
    private readonly key: Buffer,
    private readonly clock: Clock,
  ) {}

  /** The browser's name for the person of an address; null when they never signed in with it, or long ago. */
  nameFor(cookie: string | null, email: string): string | null {
    return this.entryFor(cookie, email)?.name ?? null;
  }

  /** The cookie with the person in it. @param anew Whether the browser gets another name, of which nothing was counted. */
  remember(cookie: string | null, email: string, anew: boolean): string {
    const known = this.entryFor(cookie, email);
    const name = known === null || anew ? randomBytes(16).toString('base64url') : known.name;
    const day = this.today();
    const others = entriesOf(cookie).filter((entry) => entry.text !== known?.text);
    return [
      `${name}.${day}.${this.seal(email, name, day)}`,
      ...others.map(({ text }) => text).slice(0, MOST_PEOPLE - 1),
    ].join('~');
  }

  private entryFor(cookie: string | null, email: string): Entry | null {
    const found = entriesOf(cookie).find(
      ({ name, day, seal }) =>
        day > this.today() - DEVICE_DAYS &&
        timingSafeEqual(Buffer.from(seal), Buffer.from(this.seal(email, name, day))),
    );
    return found ?? null;
  }

  private today(): number {
    return Math.floor(this.clock.now().getTime() / DAY);
  }

  private seal(email: string, name: string, day: number): string {
    const whole = createHmac('sha256', this.key).update(`${name}.${day}.${email}`).digest();
    return whole.subarray(0, 16).toString('base64url');
  }
}
