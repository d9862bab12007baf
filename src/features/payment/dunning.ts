import type { Day } from '../../domain/billing/calendar';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import { dayOf } from '../../domain/billing/day-of';
import { countedFailure, isUnanswered, nextAttemptOn } from '../../domain/billing/dunning';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import type { BilledAccount } from '../invoice/billed-account.repository';
import { InvoiceChangeRepository, recordStatus } from '../invoice/invoice-change.repository';
import { overdueSaid } from '../invoice/overdue-said';
import type { Notifier } from '../mail/notifier';
import type { StaffNotifier } from '../mail/staff-notifier';
import type { AttemptEnd } from './attempt-end';
import type { Attempt } from './attempt.types';
import { FailedAttemptRepository } from './failed-attempt.repository';
import { PaymentAllocationRepository } from './payment-allocation.repository';

/** An attempt that did not pay. */
export interface Failure {
  readonly account: BilledAccount;
  readonly attempt: Attempt;
  readonly end: AttemptEnd;
  readonly now: Date;
}

export interface DunningDeps {
  readonly notifier: Notifier;
  readonly staff: StaffNotifier;
  readonly limits: LimitsOf;
  readonly timeZone: string;
}

/** What follows from automatic payments that fail (R53). */
export class Dunning {
  constructor(private readonly deps: DunningDeps) {}

  /** As what a failure is written down: one of many that tried nothing may count as an attempt. */
  async counted(unit: Unit, scope: Scope, { attempt, end, now }: Failure): Promise<AttemptEnd> {
    const [share] = await this.dunned(unit, scope, attempt);
    const since =
      share === undefined
        ? null
        : await new FailedAttemptRepository(unit.tx).untriedSince(scope, share);
    return countedFailure(end, { since: since ?? attempt.attemptedAt, now });
  }

  /** Tells the people who get invoices; after the last attempt the invoice is overdue, and staff are told. */
  async failed(unit: Unit, scope: Scope, { account, attempt, end, now }: Failure): Promise<void> {
    const { notifier, staff, timeZone } = this.deps;
    const changes = new InvoiceChangeRepository(unit.tx);
    const { accountId, amount, currency } = attempt;
    const dunned = await this.dunned(unit, scope, attempt);
    const tried = await new FailedAttemptRepository(unit.tx).counted(scope, dunned);
    const { failed, firstAt, lastAt } = tried;
    const day = (at: Date | null): Day => dayOf(at ?? attempt.attemptedAt, timeZone);
    const next = nextAttemptOn(day(firstAt), failed, day(lastAt));
    const invoices = await changes.lock(scope, dunned);
    const numbers = invoices.map(({ number }) => number).join(', ');
    const overdue = invoices.filter(({ status }) => next === null && status === 'OPEN');
    for (const invoice of overdue) {
      recordStatus(unit, invoice, await changes.change(scope, invoice, { status: 'OVERDUE' }, now));
      const said = { tries: failed, failure: end.failure };
      await staff.notify(unit, 'staff-invoice-overdue', overdueSaid(account, invoice, said));
    }
    if (overdue.length === 0 && isUnanswered(end.failureCode))
      await staff.notify(unit, 'staff-charge-unanswered', {
        account: account.name,
        accountNumber: account.number,
        number: numbers,
        amount: mailedAmount(amount, currency),
        nextAttemptOn: next,
      });
    await notifier.notify(
      unit,
      accountId,
      { event: 'PAYMENT_FAILED', summary: invoices.some(({ kind }) => kind === 'SUMMARY') },
      () => ({
        parameters: {
          number: numbers,
          nextAttemptOn: next,
          reason: end.failure,
        },
        amounts: { amount: mailedAmount(amount, currency), method: attempt.card },
      }),
    );
  }

  /** Keys of the invoices that people are dunned for: what was merely carried along is no reason. */
  private async dunned(
    unit: Unit,
    scope: Scope,
    { pk, currency }: Attempt,
  ): Promise<readonly number[]> {
    const { least } = this.deps.limits(currency);
    const shares = await new PaymentAllocationRepository(unit.tx).shares(scope, pk);
    const large = shares.filter(({ amount }) => amount >= least);
    return (large.length > 0 ? large : shares).map(({ invoiceId }) => invoiceId);
  }
}
