import type { Day } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import { attemptIsDue, type FailedAttempts } from '../../domain/billing/dunning';
import { chargedTogether, type LimitsOf } from '../../domain/billing/charge-limits';
import { balanceOf, isUnpaid } from '../../domain/billing/invoice-totals';
import { sum } from '../../domain/billing/money';
import type { Clock } from '../../domain/clock';
import { PlainError } from '../../domain/plain-error';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Queries, Transaction } from '../../database/database';
import { plainWords } from '../../database/plain-words';
import type { SystemScope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import { CarriedInvoicesRepository } from '../invoice/carried-invoices.repository';
import { InvoiceChangeRepository, type LockedInvoice } from '../invoice/invoice-change.repository';
import { FailedAttemptRepository } from '../payment/failed-attempt.repository';
import type { AttemptEnd } from '../payment/attempt-end';
import type { OpenAttempt } from '../payment/gateway-charges';
import type { Payments } from '../payment/payments';
import type { SystemWork } from '../system-work';
import { AutopayRepository, type ChargeableInvoice } from './autopay.repository';

/** Cards that are charged at the same time. */
const AT_ONCE = 8;

/** What the action is called in the history. */
const ACTION = 'chargeLeaseInvoice';

/** How many charges ended how. */
export type AutopayReport = Record<AttemptEnd['status'], number>;

/** Not all invoices could be charged. */
export class ChargesIncomplete extends PlainError {
  override readonly name = 'ChargesIncomplete';
}

/** Invoices that are to be charged together, under the lock of their account. */
interface Charged {
  readonly account: BilledAccount;
  readonly invoices: readonly LockedInvoice[];
}

/**
 * Charges lease invoices to the card on file, and tries again as R53 says. Any number of processes do it: who
 * writes an attempt down holds the account, and nobody does while one is under way.
 */
export class Autopay {
  constructor(
    private readonly database: Queries,
    private readonly work: SystemWork,
    private readonly payments: Payments,
    private readonly limits: LimitsOf,
    private readonly clock: Clock,
    private readonly timeZone: string,
  ) {}

  /**
   * Charges all that is due today. Without a payment service nothing is.
   * @throws ChargesIncomplete after all the others, for those that failed: none is held back by another.
   */
  async charge(
    scope: SystemScope,
    {
      accounts,
      mayContinue = () => Promise.resolve(true),
    }: {
      /** Keys of the only accounts to charge; all when it is left out. */
      readonly accounts?: readonly number[];
      readonly mayContinue?: () => Promise<boolean>;
    } = {},
  ): Promise<AutopayReport> {
    const report: AutopayReport = { SUCCEEDED: 0, FAILED: 0, PENDING: 0 };
    if (!this.payments.takesCards) return report;
    const today = this.today();
    const unpaid = await new AutopayRepository(this.database, this.limits).unpaid(scope, today);
    const due = leading(
      unpaid.filter((one) => (accounts?.includes(one.accountId) ?? true) && this.isDue(one, today)),
    );
    const failures: { readonly number: string; readonly error: unknown }[] = [];
    for (let from = 0; from < due.length; from += AT_ONCE) {
      if (from > 0 && !(await mayContinue())) break;
      await Promise.all(
        due.slice(from, from + AT_ONCE).map(async (one) => {
          try {
            const end = await this.chargeOne(scope, one);
            if (end !== null) report[end.status] += 1;
          } catch (error) {
            failures.push({ number: one.number, error });
          }
        }),
      );
    }
    const [first] = failures;
    if (first !== undefined) {
      const words = failures.map(
        ({ number, error }) => `${number} is not charged: ${plainWords(error)}.`,
      );
      throw new ChargesIncomplete(words.join(' '), { cause: first.error });
    }
    return report;
  }

  /** @returns its outcome; null when there is nothing to charge any more. */
  private async chargeOne(scope: SystemScope, one: ChargeableInvoice): Promise<AttemptEnd | null> {
    const open = await this.begin(scope, one);
    if (open === null || 'status' in open) return open;
    const write = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
      this.database.transaction(work);
    const end = await this.payments.chargeUnattended(scope, open, write);
    return this.work.run(scope, ACTION, (unit) =>
      this.payments.settle(unit, scope, open, end, this.clock.now()),
    );
  }

  /** Writes the attempt down; where no card can be charged, as one that has failed. */
  private async begin(
    scope: SystemScope,
    one: ChargeableInvoice,
  ): Promise<OpenAttempt | AttemptEnd | null> {
    const now = this.clock.now();
    try {
      return await this.work.run(scope, ACTION, async (unit) => {
        const found = await this.lock(unit, scope, one);
        if (found === null) return null;
        const { account, invoices } = found;
        const by = { methodKey: null, automatic: true, now };
        return this.payments.begin(unit, scope, account, { invoices }, by);
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.refused(scope, one, error.reasons[0], now);
    }
  }

  private refused(
    scope: SystemScope,
    one: ChargeableInvoice,
    reason: Reason,
    now: Date,
  ): Promise<AttemptEnd | null> {
    return this.work.run(scope, ACTION, async (unit) => {
      const found = await this.lock(unit, scope, one);
      if (found === null) return null;
      const { account, invoices } = found;
      return this.payments.refused(unit, scope, account, { invoices, reason, now });
    });
  }

  /**
   * The invoice under the lock of its account, with those that the account is carrying; null when it is not to be
   * charged any more, or all of it is still too small.
   */
  private async lock(
    unit: Unit,
    scope: SystemScope,
    { pk, accountId }: ChargeableInvoice,
  ): Promise<Charged | null> {
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
    const { currency } = account;
    const carried = new CarriedInvoicesRepository(unit.tx, this.limits);
    const keys = [pk, ...(await carried.ofAccount(scope, accountId, currency))];
    const all = await new InvoiceChangeRepository(unit.tx).lock(scope, keys);
    const first = all.find((one) => one.pk === pk);
    const tried = await new FailedAttemptRepository(unit.tx).counted(scope, [pk]);
    if (first === undefined || !isUnpaid(first.status)) return null;
    if (first.collectionHeld || first.paymentPending) return null;
    if (!this.isDue(tried, this.today())) return null;
    const limits = this.limits(currency);
    const others = all.filter((one) => one !== first);
    const invoices = chargedTogether([first], others, limits.greatest);
    const amount = sum(invoices.map(balanceOf));
    const chargeable = amount >= limits.least && amount % limits.step === 0n;
    return chargeable ? { account, invoices } : null;
  }

  private isDue({ failed, firstAt, lastAt }: FailedAttempts<Date>, today: Day): boolean {
    const day = (at: Date | null): Day | null => at && dayOf(at, this.timeZone);
    return attemptIsDue(today, { failed, firstAt: day(firstAt), lastAt: day(lastAt) });
  }

  private today(): Day {
    return dayOf(this.clock.now(), this.timeZone);
  }
}

/**
 * Of each account what is charged by itself, with which goes what is carried; and where there is nothing else, the
 * latest of what is carried, for all of it.
 */
function leading(due: readonly ChargeableInvoice[]): readonly ChargeableInvoice[] {
  const large = due.filter(({ carried }) => !carried);
  const accounts = new Set(large.map(({ accountId }) => accountId));
  const latest = new Map<number, ChargeableInvoice>();
  for (const one of due) if (!accounts.has(one.accountId)) latest.set(one.accountId, one);
  return [...large, ...latest.values()];
}
