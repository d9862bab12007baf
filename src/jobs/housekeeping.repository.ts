import type { Queries } from '../database/database';
import { reachBookkeeping } from '../database/reach';
import type { SystemScope } from '../database/scope';
import { raw, sql } from '../database/sql';
import { AccountEntity } from '../database/entities/account.entity';
import { select } from '../database/select';
import { table } from '../database/table';

const a = table(AccountEntity, 'a');
const WAITING = select({ pk: a.id }).from('accounts a');
/** What a payment that failed leaves, children first. */
const OF_GUEST_ACCOUNTS = [
  'payments',
  'order_lines',
  'orders',
  'payment_methods',
  'gateway_customers',
] as const;

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

  /**
   * Removes accounts of guests (R1) that were made before an instant, whose cart is gone and for which no money came,
   * with what was tried by them, `most` of them; not before the payment service has forgotten their cards. @returns how
   * many.
   */
  removeGuestAccounts(scope: SystemScope, before: Date, most: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows(
        scope,
        sql`${WAITING} WHERE a.holder_user_id IS NULL AND a.created_at <= ${before} AND ${reachBookkeeping}
              AND NOT EXISTS (SELECT 1 FROM guest_carts g WHERE g.account_id = a.id)
              AND NOT EXISTS (SELECT 1 FROM payments y WHERE y.account_id = a.id AND y.status <> 'FAILED')
              AND NOT EXISTS (SELECT 1 FROM payment_methods d WHERE d.account_id = a.id AND d.gateway_reference IS NOT NULL)
            ORDER BY a.id ${raw(`LIMIT ${most}`)} FOR UPDATE`,
      );
      const keys = rows.map(({ pk }) => pk);
      if (keys.length === 0) return 0;
      for (const table of OF_GUEST_ACCOUNTS)
        await tx.write(
          scope,
          sql`DELETE FROM ${raw(table)} WHERE account_id IN (${keys}) AND ${reachBookkeeping}`,
        );
      return tx.write(
        scope,
        sql`DELETE FROM accounts WHERE id IN (${keys}) AND holder_user_id IS NULL AND ${reachBookkeeping}`,
      );
    });
  }

  /** Removes carts of guests (R1) that have expired, but for those whose payment is pending, `most` of them. @returns how many. */
  removeExpiredGuestCarts(scope: SystemScope, now: Date, most: number): Promise<number> {
    return this.database.transaction((tx) =>
      tx.write(
        scope,
        sql`DELETE FROM guest_carts WHERE expires_at <= ${now} AND ${reachBookkeeping}
              AND NOT EXISTS (SELECT 1 FROM payments y WHERE y.account_id = guest_carts.account_id AND y.status = 'PENDING')
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
