import { SystemScope } from '../database/scope';
import type { Queries } from '../database/database';
import type { Clock } from '../domain/clock';
import { untilNobodyIsInTheWay } from '../features/batch-result';
import { ForgottenCardRepository } from '../features/payment/forgotten-card.repository';
import { BilledAccountRepository } from '../features/invoice/billed-account.repository';
import {
  GatewayRefused,
  GatewayUnavailable,
  type GatewayChange,
} from '../features/payment/gateway/gateway.types';
import { moneyMovedSaid } from '../features/payment/money-moved';
import type { StaffNotifier } from '../features/mail/staff-notifier';
import type { PaymentSettlement } from '../features/payment/payment-settlement';

import type { CardReconciler } from '../features/payment/reconciliation/card-reconciler';
import { ChargeReconciler } from '../features/payment/reconciliation/charge-reconciler';
import type { Attempt } from '../features/payment/attempt.types';
import { ASK_AFTER, isConfirmable, type GatewayCharges } from '../features/payment/gateway-charges';
import { UnsettledAttemptRepository } from '../features/payment/unsettled-attempt.repository';
import { GatewayCheckRepository } from '../features/payment/reconciliation/gateway-check.repository';
import { RefundablePaymentRepository } from '../features/payment/refundable-payment.repository';
import { RefundRepository, type RefundRow } from '../features/payment/refund.repository';
import type { Refunds } from '../features/payment/refunds';
import { reportUnknownCharge, reportUnknownRefund } from '../features/payment/unknown-charge';
import type { SystemWork } from '../features/system-work';
import { againAt, GatewayChecks } from './gateway-checks';
import type { Worker } from './outbox-runner';

/** How many are asked about before the next are looked for. */
const BATCH = 20;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Asks the gateway for the outcome of payments and refunds that nobody settled: whose process died, or whose answer
 * was lost (R56). Any number of processes do it; whoever takes one leaves a time after which it is asked
 * again. Staff are told, once, of a charge that stays unknown for a day. Cards that were taken off an account
 * are forgotten here too.
 */
export class PaymentReconciler implements Worker {
  readonly name = 'payments';
  private readonly scope = new SystemScope(this.name);
  private readonly checks: GatewayChecks;

  constructor(
    private readonly database: Queries,
    private readonly work: SystemWork,
    private readonly charges: GatewayCharges,
    private readonly settlement: PaymentSettlement,
    private readonly refunds: Refunds,
    private readonly staff: StaffNotifier,
    private readonly clock: Clock,
    cards: CardReconciler,
  ) {
    this.checks = new GatewayChecks(
      this.scope,
      database,
      work,
      new ChargeReconciler(settlement, staff),
      cards,
      clock,
      (attempt) => this.settle(attempt),
    );
  }

  /**
   * Asks about everything that is due. @returns why the gateway cannot be asked, or null.
   * @throws what one of them failed with, after all the others: none is held back by another.
   */
  async tick(mayContinue = (): boolean => true): Promise<Error | null> {
    const failures: unknown[] = [];
    const tried = (work: Promise<unknown>): Promise<unknown> =>
      work.catch((error: unknown) => failures.push(error));
    let down: Error | null = null;
    while (mayContinue()) {
      const attempts = await new UnsettledAttemptRepository(this.database).claim(
        this.scope,
        this.claim(),
      );
      const refunds = await new RefundRepository(this.database).claim(this.scope, this.claim());
      for (const attempt of attempts) await tried(this.settle(attempt));
      for (const refund of refunds) await tried(this.settleRefund(refund));
      let looked = 0;
      if (down === null) await tried(this.look().then((came) => ({ looked, down } = came)));
      if (attempts.length + refunds.length + looked === 0) break;
    }
    down ??= await this.forget();
    if (failures.length > 0) throw failures[0];
    return down;
  }

  private async look(): Promise<{ looked: number; down: Error | null }> {
    const { gateway } = this.charges;
    return gateway === null ? { looked: 0, down: null } : this.checks.some(gateway);
  }

  /** The gateway says that something has changed. It is believed no further than that: it is looked at. */
  async gatewayReported(gateway: string, change: GatewayChange): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction((tx) =>
      new GatewayCheckRepository(tx).add(this.scope, gateway, [change], now),
    );
  }

  /** Asks at once about everything of these accounts that nobody has settled, and about what else is due. */
  async settleOf(accounts: readonly number[]): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction((tx) =>
      // Whoever charges at this moment is let go on.
      new UnsettledAttemptRepository(tx).hurry(
        this.scope,
        accounts,
        new Date(now.getTime() - ASK_AFTER),
        now,
      ),
    );
    await this.tick();
  }

  private claim(): { now: Date; until: Date; size: number } {
    const now = this.clock.now();
    return { now, until: new Date(now.getTime() + MINUTE), size: BATCH };
  }

  private async settle(attempt: Attempt): Promise<void> {
    const now = this.clock.now();
    const end = await this.charges.ask(attempt, now);
    if (end.status === 'PENDING') {
      await this.work.run(this.scope, 'askPayment', async (unit) => {
        if (await reportUnknownCharge(unit, this.scope, this.staff, attempt, now))
          await this.settlement.letOrderGo(unit, this.scope, attempt, now);
        const attempts = new UnsettledAttemptRepository(unit.tx);
        const pending = isConfirmable(attempt, now) ? attempt.confirmBy : null;
        await attempts.askAt(this.scope, attempt.pk, pending ?? againAt(attempt, now));
      });
      return;
    }
    // What was bought for somebody new makes their account, which somebody else may do at the same moment (R32).
    await untilNobodyIsInTheWay(() =>
      this.work.run(this.scope, 'settlePayment', (unit) =>
        this.settlement.settle(unit, this.scope, attempt.pk, end, now, { asked: attempt }),
      ),
    );
  }

  private async settleRefund(refund: RefundRow): Promise<void> {
    const result = await this.refunds.ask(refund);
    if (result.outcome === 'UNKNOWN') {
      await this.work.run(this.scope, 'askRefund', async (unit) => {
        const now = this.clock.now();
        await reportUnknownRefund(unit, this.scope, this.staff, refund, now);
        await new RefundRepository(unit.tx).askAt(this.scope, refund.pk, againAt(refund, now));
      });
      return;
    }
    await this.work.run(this.scope, 'settleRefund', async (unit) => {
      const refused = await this.refunds.settle(
        unit,
        this.scope,
        refund.pk,
        result,
        this.clock.now(),
      );
      if (refused === null || refused.length === 0) return;
      // Whoever asked for it was told that nobody knows yet.
      const payment = await new RefundablePaymentRepository(unit.tx).lockPayment(
        this.scope,
        refund.paymentId,
      );
      const account = await new BilledAccountRepository(unit.tx).lockOne(
        this.scope,
        refund.accountId,
      );
      const { amount } = refund;
      const said = moneyMovedSaid('REFUND_REFUSED', account, payment, { amount });
      await this.staff.notify(unit, 'staff-money-moved', said);
    });
  }

  /** Forgets cards that were taken off; one that the gateway cannot forget holds back no other. */
  private async forget(): Promise<Error | null> {
    const { gateway } = this.charges;
    if (gateway === null) return null;
    const now = this.clock.now();
    const page = { now, size: BATCH };
    const cards = await new ForgottenCardRepository(this.database).toForget(
      this.scope,
      gateway.name,
      page,
    );
    let down: Error | null = null;
    for (const { pk, reference } of cards) {
      const failed = await gateway.forget(reference).then(
        () => null,
        (error: unknown) => {
          if (error instanceof GatewayUnavailable || error instanceof GatewayRefused) return error;
          throw error;
        },
      );
      await this.database.transaction((tx) => {
        const forgetting = new ForgottenCardRepository(tx);
        return failed === null
          ? forgetting.forgotten(this.scope, pk)
          : forgetting.forgetAt(this.scope, pk, new Date(now.getTime() + HOUR));
      });
      // Two after each other: it is the gateway, and not the card.
      if (failed !== null && down !== null) break;
      down = failed;
    }
    return down;
  }
}
