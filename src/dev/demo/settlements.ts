import { addDays, monthOf, type Day } from '../../domain/billing/calendar';
import type { DemoAccount } from './demo-account';
import type { Settlement } from './demo-order';
import type { DemoTime } from './demo-time';
import type { Random } from './random';

/** One in so many orders that were not paid at once is withdrawn, and as many are credited. */
const WITHDRAWN_EVERY = 30;
/** What nobody paid for longer than this was settled somehow. */
const UNPAID_AT_MOST_DAYS = 150;

/** Decides how orders are paid. */
export class Settlements {
  private laterOnes = 0;
  private monthlyOnes = 0;

  constructor(
    private readonly time: DemoTime,
    private readonly random: Random,
  ) {}

  /** @param withdrawable - whether staff may have taken the order back */
  of(account: DemoAccount, placedOn: Day, monthly: boolean, withdrawable: boolean): Settlement {
    if (monthly) return this.monthly(placedOn, withdrawable);
    const atOnce = account.card !== null && (account.reseller || this.random.chance(0.82));
    return atOnce ? { how: 'AT_ONCE' } : this.later(account, placedOn, withdrawable);
  }

  private later({ card }: DemoAccount, placedOn: Day, withdrawable: boolean): Settlement {
    const { random } = this;
    const afterDays = random.whole(3, 13);
    const settled = addDays(placedOn, afterDays) <= this.time.yesterday;
    if (withdrawable && settled) {
      this.laterOnes += 1;
      if (this.laterOnes % WITHDRAWN_EVERY === 5) return { how: 'VOID', afterDays };
      if (this.laterOnes % WITHDRAWN_EVERY === 20) return { how: 'CREDITED', afterDays };
    }
    const recent = placedOn > addDays(this.time.today, -UNPAID_AT_MOST_DAYS);
    if (recent && random.chance(0.12)) return { how: 'UNPAID' };
    if (card !== null && random.chance(0.2))
      return { how: 'CARD', afterDays, refusals: random.whole(1, 2) };
    return { how: 'TRANSFER', afterDays, half: recent && random.chance(0.12) };
  }

  /** What is paid or withdrawn early is so before the month is over, and stays off the summary (R49). */
  private monthly(placedOn: Day, withdrawable: boolean): Settlement {
    this.monthlyOnes += 1;
    const afterDays = this.random.whole(1, 5);
    const day = addDays(placedOn, afterDays);
    if (day > this.time.yesterday || monthOf(day) !== monthOf(placedOn)) return { how: 'SUMMARY' };
    if (withdrawable && this.monthlyOnes % WITHDRAWN_EVERY === 11)
      return { how: 'VOID', afterDays };
    return this.random.chance(0.08) ? { how: 'CARD', afterDays, refusals: 0 } : { how: 'SUMMARY' };
  }
}
