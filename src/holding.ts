import { setTimeout as after } from 'node:timers/promises';

/** Milliseconds by which it is late that somebody is told to wait. */
export const HELD_FOR = 500;
/** Answers that are held back at once. */
const MOST_HELD = 1_000;

/**
 * Holds back the answers of those who have to wait. Whoever asks again and again without waiting asks only as often
 * as it has connections, twice a second each, instead of as fast as the service can refuse.
 */
export class Holding {
  private held = 0;

  constructor(private readonly most = MOST_HELD) {}

  /** @returns false when so many are held already that this one is not. */
  async hold(): Promise<boolean> {
    if (this.held >= this.most) return false;
    this.held++;
    await after(HELD_FOR);
    this.held--;
    return true;
  }
}
