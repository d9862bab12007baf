import {
  implausible,
  implausibleWords,
  type AccountGrowth,
  type ImplausibleTotal,
  type Plausibility,
} from '../../domain/billing/billing-month';
import { monthBefore } from '../../domain/billing/calendar';
import { formatMinor } from '../../domain/billing/money';
import { mailedAmount } from '../../domain/mail/account-mails';
import { PlainError } from '../../domain/plain-error';
import type { Queries } from '../../database/database';
import type { SystemScope } from '../../database/scope';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import type { StaffNotifier } from '../mail/staff-notifier';
import type { SystemWork } from '../system-work';
import { BilledRepository } from './billed.repository';
import type { BilledMonth, Biller, DueTotal, Unbilled } from './billing.types';

/** How many of the accounts that grew most are named. */
const NAMED = 5;

/** A month comes to more than is plausible: nobody was billed, and staff look at it. */
export class ImplausibleMonth extends PlainError {
  override readonly name = 'ImplausibleMonth';
}

/** What of a month is not billed before somebody has looked at it. */
export interface HeldBack {
  /** The totals for which nobody gets documents of this kind; empty when others do. */
  readonly totals: readonly ImplausibleTotal<DueTotal>[];
  /** Accounts that alone do not. */
  readonly accounts: readonly Unbilled[];
}

/** Looks at what a month comes to before anybody is billed. */
export class PlausibilityCheck {
  constructor(
    private readonly deps: {
      readonly database: Queries;
      readonly work: SystemWork;
      readonly staff: StaffNotifier;
      readonly plausibility: Plausibility;
    },
  ) {}

  async heldBack(scope: SystemScope, biller: Biller, { month }: BilledMonth): Promise<HeldBack> {
    const { database, plausibility } = this.deps;
    const before = await new BilledRepository(database).totals(
      scope,
      biller.kind,
      monthBefore(month),
    );
    const found = implausible(await biller.totals(scope, month), before, plausibility);
    if (found.length === 0 || (await new BillingMonthRepository(database).accepted(scope, month)))
      return { totals: [], accounts: [] };
    const totals = found.filter(({ held }) => held === null);
    const held = totals.length > 0 ? [] : found.flatMap((one) => one.held ?? []);
    return { totals, accounts: held.map((one) => this.unbilled(one)) };
  }

  /** Why nobody gets documents of a kind, in words. */
  wordsOf({ kind }: Biller, { month }: BilledMonth, { totals }: HeldBack): string {
    const why = totals.map((total) => {
      const most = total.accounts.slice(0, NAMED).map((one) => {
        const words = (minor: bigint) => formatMinor(minor, total.currency);
        return `${one.total.number} ${words(one.total.amount)} after ${words(one.before)}`;
      });
      const grown = `Largest increases: ${most.join(', ')}.`;
      return `${implausibleWords(total, this.deps.plausibility)}. ${grown}`;
    });
    return `The ${kind} documents of ${month} are not issued: ${why.join(' ')} If this is right, run the billing with --accept.`;
  }

  /** Tells staff that a month has stopped, once. */
  async notify(
    scope: SystemScope,
    { kind }: Biller,
    { month }: BilledMonth,
    { totals: [found] }: HeldBack,
    now: Date,
  ): Promise<void> {
    if (found === undefined) return;
    const { work, staff } = this.deps;
    await work.run(scope, 'billingRun', async (unit) => {
      if (await new BillingMonthRepository(unit.tx).halt(scope, month, now))
        await staff.notify(unit, 'staff-billing-run-stopped', {
          month,
          kind,
          accounts: found.accounts.length,
          total: mailedAmount(found.amount, found.currency),
          totalBefore: mailedAmount(found.before, found.currency),
        });
    });
  }

  private unbilled({ total, before }: AccountGrowth<DueTotal>): Unbilled {
    const why = implausibleWords({ ...total, before }, this.deps.plausibility);
    const { accountId, number } = total;
    return {
      accountId,
      reason: `${why}; if this is right, bill it with --account ${number}`,
      error: null,
      needsSomebody: true,
    };
  }
}
