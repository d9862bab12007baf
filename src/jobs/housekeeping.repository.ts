import type { Queries } from '../database/database';
import { reachBookkeeping } from '../database/reach';
import type { SystemScope } from '../database/scope';
import { raw, sql } from '../database/sql';

/** Removes what the service kept for itself and needs no more. */
export class HousekeepingRepository {
  constructor(private readonly database: Queries) {}

  /** Removes idempotency keys (R60) that have expired, oldest first, `most` of them. @returns how many. */
  removeExpiredKeys(scope: SystemScope, now: Date, most: number): Promise<number> {
    // A transaction is READ COMMITTED: alone, the statement would lock the gaps between the keys too.
    return this.database.transaction((tx) =>
      tx.write(
        scope,
        sql`DELETE FROM idempotency_keys WHERE expires_at <= ${now} AND ${reachBookkeeping}
            ORDER BY expires_at ${raw(`LIMIT ${most}`)}`,
      ),
    );
  }

  /** Removes carts of guests (R1) that have expired, `most` of them. @returns how many. */
  removeExpiredGuestCarts(scope: SystemScope, now: Date, most: number): Promise<number> {
    return this.database.transaction((tx) =>
      tx.write(
        scope,
        sql`DELETE FROM guest_carts WHERE expires_at <= ${now} AND ${reachBookkeeping}
            ORDER BY expires_at ${raw(`LIMIT ${most}`)}`,
      ),
    );
  }

  /** Removes links to support requests (R68) that have expired, `most` of them. @returns how many. */
  removeExpiredSupportLinks(scope: SystemScope, now: Date, most: number): Promise<number> {
    return this.database.transaction((tx) =>
      tx.write(
        scope,
        sql`DELETE FROM support_links WHERE expires_at <= ${now} AND ${reachBookkeeping}
            ORDER BY expires_at ${raw(`LIMIT ${most}`)}`,
      ),
    );
  }

  /** Removes keys of licenses that were replaced and have ended, `most` of them. @returns how many. */
  removeEndedKeys(scope: SystemScope, now: Date, most: number): Promise<number> {
    return this.database.transaction((tx) =>
      tx.write(
        scope,
        sql`DELETE FROM former_license_keys WHERE ends_at <= ${now} AND ${reachBookkeeping}
            ORDER BY ends_at ${raw(`LIMIT ${most}`)}`,
      ),
    );
  }

  /** Removes counts of limits whose window is over; `now` is the machine's time, by which they are counted. @returns how many. */
  removeExpiredLimits(scope: SystemScope, now: Date, most: number): Promise<number> {
    return this.database.transaction((tx) =>
      tx.write(
        scope,
        sql`DELETE FROM rate_limits WHERE expire < ${now.getTime()} AND ${reachBookkeeping} ${raw(`LIMIT ${most}`)}`,
      ),
    );
  }
}
