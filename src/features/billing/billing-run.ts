import type { LimitsOf } from '../../domain/billing/charge-limits';
import { formatMinor } from '../../domain/billing/money';
import { PlainError } from '../../domain/plain-error';
import type { Queries } from '../../database/database';
import { plainWords } from '../../database/plain-words';
import { isRetryable } from '../../database/failures';
import type { SystemScope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import { InvoiceIssueRepository } from '../invoice/invoice-issue.repository';
import { mailedDraft } from '../invoice/mailed-invoice';
import type { Notifier } from '../mail/notifier';
import type { StaffNotifier } from '../mail/staff-notifier';
import type { Payments } from '../payment/payments';
import type { SystemWork } from '../system-work';
import { payFromCredit } from './pay-from-credit';
import { BilledRepository } from './billed.repository';
import type { Biller, BilledMonth, RunDocument, RunReport, Unbilled } from './billing.types';
import { ImplausibleMonth, type PlausibilityCheck } from './plausibility-check';

/** Accounts that are billed in one transaction. */
const BATCH = 50;
/** Accounts that one mail names. */
const NAMED = 20;

/** Not everybody could be billed; the others were, and the run can be repeated. */
export class BillingIncomplete extends PlainError {
  override readonly name = 'BillingIncomplete';
}

/** What the run needs of the rest. */
export interface BillingRunDeps {
  readonly database: Queries;
  readonly work: SystemWork;
  readonly notifier: Notifier;
  readonly billers: readonly Biller[];
  readonly plausible: PlausibilityCheck;
  /** Asks for the outcome of payments of these accounts that nobody has settled (R56). */
  readonly settlePayments: (accounts: readonly number[]) => Promise<void>;
  readonly staff: StaffNotifier;
  readonly payments: Payments;
  readonly limits: LimitsOf;
}

/** How a run is made. */
export interface RunOptions {
  readonly now: Date;
  /** Keys of the only accounts to bill; all when it is left out. */
  readonly accounts?: readonly number[];
  /** Bills the month however much it comes to: staff have looked. */
  readonly accept?: boolean;
  /** Undoes everything: says what would be issued. */
  readonly dryRun?: boolean;
  /** Whether to go on; asked between batches. */
  readonly mayContinue?: () => Promise<boolean>;
}

/** The outcome of one batch. */
interface BatchResult {
  readonly documents: readonly RunDocument[];
  /** Accounts that somebody else had locked. */
  readonly busy: readonly number[];
  /** Accounts that cannot be billed yet. */
  readonly waiting: ReadonlyMap<number, string>;
}

/**
 * The run of the 1st (R50, R51). It can be broken off anywhere, repeated, and run by any number of processes at
 * once: each account is locked, and has one document of a kind and month (R55).
 */
export class BillingRun {
  constructor(private readonly deps: BillingRunDeps) {}

  /**
   * Bills a month that is over.
   * @returns what this run issued; what stood already is not in it.
   * @throws ImplausibleMonth when nobody was billed because the month comes to too much.
   */
  async bill(scope: SystemScope, billed: BilledMonth, options: RunOptions): Promise<RunReport> {
    const { dryRun = false, now, accept = false } = options;
    if (!dryRun)
      await this.deps.database.transaction(async (tx) => {
        const months = new BillingMonthRepository(tx);
        await months.close(scope, billed.month, now);
        if (accept) await months.accept(scope, billed.month, now);
      });
    const documents: RunDocument[] = [];
    const failures: Unbilled[] = [];
    const halts: string[] = [];
    const held = new Map<Biller, ReadonlySet<number>>();
    // Whoever names accounts has looked at them.
    if (!accept && options.accounts === undefined)
      for (const biller of this.deps.billers) {
        const { plausible } = this.deps;
        const found = await plausible.heldBack(scope, biller, billed);
        failures.push(...found.accounts);
        held.set(biller, new Set(found.accounts.map(({ accountId }) => accountId)));
        if (found.totals.length === 0) continue;
        const words = plausible.wordsOf(biller, billed, found);
        halts.push(words);
        if (dryRun) continue;
        await plausible.notify(scope, biller, billed, found, now);
        throw new ImplausibleMonth(words);
      }
    for (const biller of this.deps.billers)
      await this.billAll(scope, biller, billed, options, {
        documents,
        failures,
        held: held.get(biller) ?? new Set(),
      });
    return {
      month: billed.month,
      documents,
      failures: await this.named(scope, billed, failures, options),
      halts,
    };
  }

  /** Gives accounts their numbers, and tells staff, once a month, of those that somebody has to look at. */
  private async named(
    scope: SystemScope,
    { month }: BilledMonth,
    failures: readonly Unbilled[],
    { now, dryRun = false }: RunOptions,
  ): Promise<RunReport['failures']> {
    if (failures.length === 0) return [];
    const { database, work, staff } = this.deps;
    const numbers = await new BilledRepository(database).numbers(
      scope,
      failures.map(({ accountId }) => accountId),
    );
    const named = failures.map((one) => ({ ...one, number: numbers.get(one.accountId) ?? '' }));
    const said = named.filter(({ needsSomebody }) => needsSomebody);
    if (!dryRun && said.length > 0)
      await work.run(scope, 'billingRun', async (unit) => {
        const keys = said.map(({ accountId }) => accountId);
        const fresh = await new BilledRepository(unit.tx).notify(scope, month, keys, now);
        const unreported = said.filter(({ accountId }) => fresh.has(accountId));
        if (unreported.length === 0) return;
        await staff.notify(unit, 'staff-accounts-not-billed', {
          month,
          accounts: unreported.slice(0, NAMED).map(({ number, reason }) => ({ number, reason })),
          more: Math.max(0, unreported.length - NAMED),
        });
      });
    return named;
  }

  private async billAll(
    scope: SystemScope,
    biller: Biller,
    billed: BilledMonth,
    options: RunOptions,
    into: { documents: RunDocument[]; failures: Unbilled[]; held: ReadonlySet<number> },
  ): Promise<void> {
    const later: number[] = [];
    const waiting: number[] = [];
    const one = async (keys: readonly number[], wait: boolean): Promise<void> => {
      for (const part of await this.apart(scope, biller, billed, keys, wait, options)) {
        if ('error' in part) into.failures.push(unbilled(part));
        else {
          into.documents.push(...part.documents);
          later.push(...part.busy, ...part.waiting.keys());
          waiting.push(...part.waiting.keys());
          if (wait)
            for (const [accountId, why] of part.waiting)
              into.failures.push({ accountId, reason: why, error: null, needsSomebody: false });
        }
      }
    };
    for await (const keys of this.pages(scope, biller, billed, options)) {
      const billable = keys.filter((key) => !into.held.has(key));
      if (billable.length > 0) await one(billable, false);
    }
    // Somebody else was at them, most likely another run; or a payment of theirs has to be asked about first. Where
    // that fails the account goes on waiting, and whoever asks by the clock reports it.
    const again = later.splice(0).sort((a, b) => a - b);
    if (again.length === 0) return;
    if (options.dryRun !== true && waiting.length > 0)
      await this.deps.settlePayments(waiting).catch(() => undefined);
    for (let from = 0; from < again.length; from += BATCH)
      if (from === 0 || (await (options.mayContinue?.() ?? true)))
        await one(again.slice(from, from + BATCH), true);
  }

  private async *pages(
    scope: SystemScope,
    biller: Biller,
    { month }: BilledMonth,
    { accounts, mayContinue }: RunOptions,
  ): AsyncGenerator<readonly number[]> {
    if (accounts !== undefined) {
      const sorted = [...new Set(accounts)].sort((a, b) => a - b);
      for (let from = 0; from < sorted.length; from += BATCH)
        yield sorted.slice(from, from + BATCH);
      return;
    }
    for (let after = 0; ;) {
      const keys = await biller.candidates(scope, month, { after, size: BATCH });
      if (keys.length > 0) yield keys;
      if (keys.length < BATCH || !(await (mayContinue?.() ?? true))) return;
      after = keys[keys.length - 1] ?? after;
    }
  }

  /** Bills accounts in one transaction; should that fail, each in its own, so that one holds back no other. */
  private async apart(
    scope: SystemScope,
    biller: Biller,
    billed: BilledMonth,
    keys: readonly number[],
    wait: boolean,
    options: RunOptions,
  ): Promise<readonly (BatchResult | { accountId: number; error: unknown })[]> {
    try {
      return [await this.batch(scope, biller, billed, keys, wait, options)];
    } catch (error) {
      const [accountId] = keys;
      if (accountId !== undefined && keys.length === 1) return [{ accountId, error }];
      const results: (BatchResult | { accountId: number; error: unknown })[] = [];
      for (const key of keys)
        results.push(...(await this.apart(scope, biller, billed, [key], wait, options)));
      return results;
    }
  }

  private batch(
    scope: SystemScope,
    biller: Biller,
    billed: BilledMonth,
    keys: readonly number[],
    wait: boolean,
    { now, dryRun = false }: RunOptions,
  ): Promise<BatchResult> {
    const work = async (unit: Unit): Promise<BatchResult> => {
      const { tx } = unit;
      const locked = await new BilledAccountRepository(tx).lock(scope, keys, { wait });
      const here = new Set(locked.map(({ pk }) => pk));
      const busy = keys.filter((key) => !here.has(key));
      const done = await new BilledRepository(tx).billed(scope, biller.kind, billed.month, [
        ...here,
      ]);
      const accounts = locked.filter(({ pk }) => !done.has(pk));
      const { drafts, waiting } = await biller.drafts(tx, scope, accounts, billed);
      const documents =
        drafts.length === 0
          ? []
          : await this.issue(unit, scope, biller, accounts, drafts, now, dryRun);
      return {
        documents,
        busy,
        waiting: new Map(waiting.map(({ accountId, why }) => [accountId, why])),
      };
    };
    return dryRun ? this.deps.work.dryRun(work) : this.deps.work.run(scope, 'billingRun', work);
  }

  private async issue(
    unit: Unit,
    scope: SystemScope,
    biller: Biller,
    accounts: readonly BilledAccount[],
    drafts: Awaited<ReturnType<Biller['drafts']>>['drafts'],
    now: Date,
    dryRun: boolean,
  ): Promise<RunDocument[]> {
    // Read before numbers are drawn: everybody who issues waits from then on.
    const people = await this.deps.notifier.read(
      unit,
      drafts.map(({ accountId }) => accountId),
    );
    const issued = await new InvoiceIssueRepository(unit.tx).issue(scope, drafts, now, dryRun);
    await biller.issued?.(unit, scope, issued);
    const byKey = new Map(accounts.map((account) => [account.pk, account]));
    const paid = await payFromCredit(unit, scope, this.deps.payments, byKey, issued, now);
    return issued.map(({ pk, number, draft }) => {
      const { accountId, kind, period: month, issuedOn, dueOn, total, currency } = draft;
      unit.audit({
        subject: new RowRef('Invoice', pk),
        accountId,
        before: null,
        after: { kind, month, total: formatMinor(total, currency) },
      });
      people.notify(unit, accountId, { event: biller.event }, () => ({
        parameters: { number, issuedOn, dueOn, month },
        amounts: mailedDraft(draft, {
          least: this.deps.limits(currency).least,
          paid: paid.get(pk),
        }),
      }));
      const account = byKey.get(accountId);
      if (account === undefined) throw new Error('A document of an account that was not locked');
      return { kind, account, issued: dryRun ? null : { pk, number }, draft };
    });
  }
}

const unbilled = ({ accountId, error }: { accountId: number; error: unknown }): Unbilled => ({
  accountId,
  reason: plainWords(error),
  error,
  // What was merely in somebody's way is tried again within the hour.
  needsSomebody: !isRetryable(error),
});
