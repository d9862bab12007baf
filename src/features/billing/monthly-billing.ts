import { monthBefore, monthOf, type Day } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import type { Clock } from '../../domain/clock';
import type { Queries } from '../../database/database';
import type { SystemScope } from '../../database/scope';
import type { Autopay, AutopayReport } from './autopay';
import type { RunReport } from './billing.types';
import type { BillingRun } from './billing-run';
import { BillableRepository } from './billable.repository';

/** Days that billing can be asked for: far from both ends of the calendar, where nothing is due on any day. */
const EARLIEST: Day = '1970-01-01';
const LATEST: Day = '2199-12-31';

/** How billing is asked for by hand. */
export interface ByHand {
  /** Numbers of the only accounts to bill: `AC-10042`. */
  readonly accounts?: readonly string[];
  /** Bills the month however much it comes to. */
  readonly accept?: boolean;
  /** Says what would be issued, and undoes it. */
  readonly dryRun?: boolean;
}

/** The run of the 1st, asked for by a person. */
export class MonthlyBilling {
  constructor(
    private readonly scope: SystemScope,
    private readonly database: Queries,
    private readonly run: BillingRun,
    private readonly autopay: Autopay,
    private readonly clock: Clock,
    private readonly timeZone: string,
  ) {}

  today(): Day {
    return dayOf(this.clock.now(), this.timeZone);
  }

  /**
   * Bills the month before `asOf`, with documents of today, and charges what is to be charged: nothing is issued
   * for a day that is over, on which nobody could have been charged. A dry run of a day to come has its documents.
   * @throws RangeError for a day that is still to come, unless it is a dry run, or is beyond all billing, for an account that is not there, and
   *   when a whole month is to be accepted for some accounts, which need no such word.
   * @throws ImplausibleMonth as `BillingRun.bill`.
   */
  async bill(
    asOf: Day,
    { accounts: numbers, accept = false, dryRun = false }: ByHand = {},
  ): Promise<RunReport & { readonly charged: AutopayReport | null }> {
    if (asOf < EARLIEST || asOf > LATEST)
      throw new RangeError(`${asOf} is not a day from ${EARLIEST} to ${LATEST}`);
    const today = this.today();
    if (asOf > today && !dryRun)
      throw new RangeError(
        `${asOf} is in the future (today is ${today}): only a dry run can look ahead`,
      );
    if (accept && numbers !== undefined)
      throw new RangeError('--accept applies to a whole month: omit it, or omit --account');
    const named = numbers === undefined ? {} : { accounts: await this.keysOf(numbers) };
    const report = await this.run.bill(
      this.scope,
      { month: monthBefore(monthOf(asOf)), on: asOf > today ? asOf : today },
      {
        now: this.clock.now(),
        accept,
        dryRun,
        ...named,
      },
    );
    return { ...report, charged: dryRun ? null : await this.autopay.charge(this.scope, named) };
  }

  private async keysOf(numbers: readonly string[]): Promise<number[]> {
    const rows = await new BillableRepository(this.database).byNumbers(this.scope, numbers);
    const missing = numbers.find((one) => !rows.some(({ number }) => number === one));
    if (missing !== undefined) throw new RangeError(`There is no account ${missing}`);
    return rows.map(({ pk }) => pk);
  }
}
