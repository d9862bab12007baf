import { implausible, type Plausibility } from '../../domain/billing/billing-month';
import { monthBefore } from '../../domain/billing/calendar';
import { formatMinor } from '../../domain/billing/money';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { Queries } from '../../database/database';
import type { SystemScope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { Ref } from '../../graphql/outcome';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import { InvoiceIssueRepository } from '../invoice/invoice-issue.repository';
import { mailedDraft } from '../invoice/mailed-draft';
import type { Notifier } from '../mail/notifier';
import type { StaffNotifier } from '../mail/staff-notifier';
import type { SystemWork } from '../system-work';
import { BilledRepository } from './billed.repository';
import type { Biller, BilledMonth, RunDocument, RunReport } from './billing.types';

/** Accounts that are billed in one transaction. */
const BATCH = 50;

/** A month comes to more than is plausible: nobody was billed, and staff look at it. */
export class ImplausibleMonth extends Error {
  override readonly name = 'ImplausibleMonth';
}

/** Not everybody could be billed; the others were, and the run can be repeated. */
export class BillingIncomplete extends Error {
  override readonly name = 'BillingIncomplete';
}

/** What the run needs of the rest. */
export interface BillingRunParts {
  readonly database: Queries;
  readonly work: SystemWork;
  readonly notifier: Notifier;
  readonly billers: readonly Biller[];
  readonly plausibility: Plausibility;
  /** Asks what came of payments of these accounts that nobody has settled (R56). */
  readonly settlePayments: (accounts: readonly number[]) => Promise<void>;
  readonly staff: StaffNotifier;
}

/** How a run is made. */
export interface RunOptions {
  readonly now: Date;
  /** Keys of the only accounts to bill; all when it is left out. */
  readonly accounts?: readonly number[];
  /** Bills the month however much it comes to: staff have looked. */
  readonly accept?: boolean;
  /** Undoes everything: says what would be issued. */
  readonly rehearsal?: boolean;
  /** Whether to go on; asked between batches. */
  readonly goOn?: () => Promise<boolean>;
}

/** What came of one batch. */
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
  constructor(private readonly parts: BillingRunParts) {}

  /**
   * Bills a month that is over.
   * @returns what this run issued; what stood already is not in it.
   * @throws ImplausibleMonth when nobody was billed because the month comes to too much.
   */
  async bill(scope: SystemScope, billed: BilledMonth, options: RunOptions): Promise<RunReport> {
    const { rehearsal = false, now, accept = false } = options;
    if (!rehearsal)
      await this.parts.database.transaction(async (tx) => {
        const months = new BillingMonthRepository(tx);
        await months.close(scope, billed.month, now);
        if (accept) await months.accept(scope, billed.month, now);
      });
    for (const biller of this.parts.billers) await this.check(scope, biller, billed, options);
    const documents: RunDocument[] = [];
    const failures: RunReport['failures'][number][] = [];
    for (const biller of this.parts.billers)
      await this.billAll(scope, biller, billed, options, { documents, failures });
    return { month: billed.month, documents, failures };
  }

  /** @throws ImplausibleMonth. */
  private async check(
    scope: SystemScope,
    biller: Biller,
    billed: BilledMonth,
    { accept = false, rehearsal = false, accounts, now }: RunOptions,
  ): Promise<void> {
    // Whoever names accounts has looked at them.
    if (accept || accounts !== undefined) return;
    const { database, work } = this.parts;
    const { month } = billed;
    const before = await new BilledRepository(database).total(
      scope,
      biller.kind,
      monthBefore(month),
    );
    const total = await biller.total(scope, month);
    const found = implausible(total, before, this.parts.plausibility);
    if (found === null) return;
    const months = new BillingMonthRepository(database);
    if (await months.accepted(scope, month)) return;
    const message = `The ${biller.kind} documents of ${month} are not issued: ${found.message}. If that is right, accept it.`;
    if (!rehearsal)
      await work.run(scope, 'billingRun', async (unit) => {
        if (await new BillingMonthRepository(unit.tx).halt(scope, month, now))
          await this.parts.staff.tell(unit, 'staff-billing-run-stopped', {
            month,
            kind: biller.kind,
            accounts: found.total.accounts,
            total: mailedAmount(found.total.amount, found.total.currency),
            totalBefore: mailedAmount(found.before, found.total.currency),
          });
      });
    throw new ImplausibleMonth(message);
  }

  private async billAll(
    scope: SystemScope,
    biller: Biller,
    billed: BilledMonth,
    options: RunOptions,
    into: { documents: RunDocument[]; failures: RunReport['failures'][number][] },
  ): Promise<void> {
    const later: number[] = [];
    const waiting: number[] = [];
    const one = async (keys: readonly number[], wait: boolean): Promise<void> => {
      for (const part of await this.apart(scope, biller, billed, keys, wait, options)) {
        if ('error' in part) into.failures.push(part);
        else {
          into.documents.push(...part.documents);
          later.push(...part.busy, ...part.waiting.keys());
          waiting.push(...part.waiting.keys());
          if (wait)
            for (const [accountId, why] of part.waiting)
              into.failures.push({ accountId, error: new Error(`Not billed: ${why}`) });
        }
      }
    };
    for await (const keys of this.pages(scope, biller, billed, options)) await one(keys, false);
    // Somebody else was at them, most likely another run; or a payment of theirs has to be asked about first. Where
    // that fails the account goes on waiting, and whoever asks by the clock reports it.
    const again = later.splice(0).sort((a, b) => a - b);
    if (again.length === 0) return;
    if (options.rehearsal !== true && waiting.length > 0)
      await this.parts.settlePayments(waiting).catch(() => undefined);
    for (let from = 0; from < again.length; from += BATCH)
      if (from === 0 || (await (options.goOn?.() ?? true)))
        await one(again.slice(from, from + BATCH), true);
  }

  private async *pages(
    scope: SystemScope,
    biller: Biller,
    { month }: BilledMonth,
    { accounts, goOn }: RunOptions,
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
      if (keys.length < BATCH || !(await (goOn?.() ?? true))) return;
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
      const parts: (BatchResult | { accountId: number; error: unknown })[] = [];
      for (const key of keys)
        parts.push(...(await this.apart(scope, biller, billed, [key], wait, options)));
      return parts;
    }
  }

  private batch(
    scope: SystemScope,
    biller: Biller,
    billed: BilledMonth,
    keys: readonly number[],
    wait: boolean,
    { now, rehearsal = false }: RunOptions,
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
          : await this.issue(unit, scope, biller, accounts, drafts, now, rehearsal);
      return {
        documents,
        busy,
        waiting: new Map(waiting.map(({ accountId, why }) => [accountId, why])),
      };
    };
    return rehearsal
      ? this.parts.work.rehearse(scope, 'billingRun', work)
      : this.parts.work.run(scope, 'billingRun', work);
  }

  private async issue(
    unit: Unit,
    scope: SystemScope,
    biller: Biller,
    accounts: readonly BilledAccount[],
    drafts: Awaited<ReturnType<Biller['drafts']>>['drafts'],
    now: Date,
    rehearsal: boolean,
  ): Promise<RunDocument[]> {
    // Read before numbers are drawn: everybody who issues waits from then on.
    const people = await this.parts.notifier.read(
      unit,
      drafts.map(({ accountId }) => accountId),
    );
    const issued = await new InvoiceIssueRepository(unit.tx).issue(scope, drafts, now, rehearsal);
    await biller.issued?.(unit, scope, issued);
    const byKey = new Map(accounts.map((account) => [account.pk, account]));
    return issued.map(({ pk, number, draft }) => {
      const { accountId, kind, period: month, issuedOn, dueOn, total, currency } = draft;
      unit.audit({
        subject: new Ref('Invoice', pk),
        accountId,
        before: null,
        after: { kind, month, total: formatMinor(total, currency) },
      });
      people.notify(unit, accountId, { event: biller.event }, () => ({
        parameters: { number, issuedOn, dueOn, month },
        amounts: mailedDraft(draft),
      }));
      const account = byKey.get(accountId);
      if (account === undefined) throw new Error('A document of an account that was not locked');
      return { kind, account, issued: rehearsal ? null : { pk, number }, draft };
    });
  }
}
