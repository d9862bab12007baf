import { billableDay } from '../../domain/billing/billing-month';
import type { Day, Month } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import type { Queries } from '../../database/database';
import { reachBookkeeping } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import { BillingMonthEntity } from '../../database/entities/billing-month.entity';
import { insertInto, update } from '../../database/changes';
import { flag, like, orNull } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

const BILLING_MONTHS = table(BillingMonthEntity);
const LAST_CLOSED = select({ month: orNull(like(BILLING_MONTHS.month, 'MAX(month)')) }).from(
  'billing_months',
);
const ACCEPTED = select({ accepted: flag('accepted_at IS NOT NULL') }).from('billing_months');

/** Months whose billing has begun (R50, R51). */
export class BillingMonthRepository {
  constructor(private readonly database: Queries) {}

  /** The last month whose billing has begun; null when none has. */
  async lastClosed(scope: Scope): Promise<Month | null> {
    const row = await this.database.row(scope, sql`${LAST_CLOSED} WHERE ${reachBookkeeping}`);
    return row?.month ?? null;
  }

  /**
   * The day that something billed by the month is dated. Whoever asks has locked the account: the run locks it
   * too, after closing the month, and so either bills what is being written or is seen here.
   */
  async billableDay(scope: Scope, now: Date, timeZone: string): Promise<Day> {
    return billableDay(dayOf(now, timeZone), await this.lastClosed(scope));
  }

  /** From now on nothing is dated in the month. Once it is committed, its accounts may be billed. */
  async close(scope: SystemScope, month: Month, now: Date): Promise<void> {
    await this.database.write(
      scope,
      insertInto(
        BillingMonthEntity,
        { month, closedAt: now },
        sql`FROM DUAL WHERE ${reachBookkeeping}
          ON DUPLICATE KEY UPDATE month = month`,
      ),
    );
  }

  /** Whether staff have said that the month is right, however much it comes to. */
  async accepted(scope: SystemScope, month: Month): Promise<boolean> {
    const row = await this.database.row(
      scope,
      sql`${ACCEPTED} WHERE month = ${month} AND ${reachBookkeeping}`,
    );
    return row?.accepted === 1;
  }

  async accept(scope: SystemScope, month: Month, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(
        BILLING_MONTHS,
        { acceptedAt: now },
        sql`WHERE month = ${month} AND ${reachBookkeeping}`,
      ),
    );
  }

  /** @returns whether it was halted only now, so that staff are told once. */
  async halt(scope: SystemScope, month: Month, now: Date): Promise<boolean> {
    const found = await this.database.write(
      scope,
      update(
        BILLING_MONTHS,
        { haltedAt: now },
        sql`WHERE month = ${month} AND halted_at IS NULL AND ${reachBookkeeping}`,
      ),
    );
    return found === 1;
  }
}
