import type { RateLimits } from '../../database/rate-limits';

/** Mails to one address that anybody can cause, in an hour. */
const MOST = { most: 10, seconds: 3_600 };

/** For how long a link that was mailed goes on working when it is asked for very often, in milliseconds. */
export const LINK_KEPT = 15 * 60_000;

/**
 * Keeps strangers from flooding a mailbox, and from voiding one link after the other: an address that was asked
 * about very often gets another mail only when there is no fresh link. The answer is the same.
 */
export class MailThrottle {
  constructor(private readonly limits: RateLimits) {}

  /** Counts a call that may mail something to an address, whether or not anybody has it. */
  async tooOften(email: string): Promise<boolean> {
    return (await this.limits.count('mailed.address', email, MOST)) !== null;
  }
}
