import type { Queries } from '../database/database';
import type { SystemScope } from '../database/scope';
import type { Clock } from '../domain/clock';
import { untilNobodyIsInTheWay } from '../features/batch-result';
import { GatewayCustomerRepository } from '../features/payment/gateway-customer.repository';
import {
  GatewayUnavailable,
  type ChargeState,
  type PaymentGateway,
} from '../features/payment/gateway/gateway.types';
import type { Attempt } from '../features/payment/attempt.types';
import { UnsettledAttemptRepository } from '../features/payment/unsettled-attempt.repository';
import { PaymentAttemptRepository } from '../features/payment/payment-attempt.repository';
import type { CardReconciler } from '../features/payment/reconciliation/card-reconciler';
import type { ChargeReconciler } from '../features/payment/reconciliation/charge-reconciler';
import {
  GatewayCheckRepository,
  type GatewayCheck,
} from '../features/payment/reconciliation/gateway-check.repository';
import { UnknownChargeRepository } from '../features/payment/reconciliation/unknown-charge.repository';
import type { SystemWork } from '../features/system-work';
import { claimEnd, newClaimToken } from './claim';

/** How many are looked at before the next are taken. */
const BATCH = 20;
/** The first wait before it is looked at again, in milliseconds; it doubles with each, up to the longest. */
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 60 * 60_000;

/** When something is asked about again that could not be learned. @param asked How often it was asked about before. */
export const againAt = ({ asked }: { readonly asked: number }, now: Date): Date =>
  new Date(now.getTime() + Math.min(FIRST_WAIT * 2 ** asked, LONGEST_WAIT));

/** Whether money went by a charge, in whatever direction. */
const isMoney = ({ result, refunds, disputes }: ChargeState): boolean =>
  result.outcome === 'SUCCEEDED' || refunds.length > 0 || disputes.length > 0;

/**
 * Looks at what of the gateway has changed, or may have, and brings ours to it. Any number of processes do it: whoever
 * takes one holds a claim on it, and settles only while that stands, so that nobody writes what he saw before another did.
 */
export class GatewayChecks {
  constructor(
    private readonly scope: SystemScope,
    private readonly database: Queries,
    private readonly work: SystemWork,
    private readonly charges: ChargeReconciler,
    private readonly cards: CardReconciler,
    private readonly clock: Clock,
    /** Asks for the outcome of an attempt that nobody has settled. */
    private readonly settle: (attempt: Attempt) => Promise<void>,
  ) {}

  /**
   * Looks at some of what is due. @returns how many, and why the gateway cannot be asked, or null.
   * @throws what one of them failed with, after all the others: none is held back by another.
   */
  async some(
    gateway: PaymentGateway,
  ): Promise<{ readonly looked: number; readonly down: Error | null }> {
    const now = this.clock.now();
    const claim = { now, until: claimEnd(now), token: newClaimToken(), size: BATCH };
    const repository = new GatewayCheckRepository(this.database);
    const checks = await repository.claim(this.scope, gateway.name, claim);
    const failures: unknown[] = [];
    let down: Error | null = null;
    for (const check of checks)
      try {
        // Once it is known that nobody answers, nobody waits for it again.
        if (down === null) await this.look(gateway, check);
        else await this.later(check);
      } catch (error) {
        await this.later(check);
        if (error instanceof GatewayUnavailable) down = error;
        else failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
    return { looked: checks.length, down };
  }

  private look(gateway: PaymentGateway, check: GatewayCheck): Promise<void> {
    switch (check.subject) {
      case 'CHARGE':
        return this.charge(gateway, check);
      case 'CARD':
        return this.card(gateway, check);
      case 'CUSTOMER':
        return this.customer(check);
    }
  }

  private async charge(gateway: PaymentGateway, check: GatewayCheck): Promise<void> {
    const unsettled = new UnsettledAttemptRepository(this.database);
    const { reference: charge } = check;
    const known = await unsettled.ofCharge(this.scope, gateway.name, { charge, key: null });
    if (known?.status === 'PENDING') {
      await this.settle(known);
      const { status } = await new PaymentAttemptRepository(this.database).byKey(
        this.scope,
        known.pk,
      );
      if (status === 'PENDING') return this.later(check);
    }
    const state = await gateway.lookUpCharge(charge);
    const payment = known ?? (state && (await unsettled.ofCharge(this.scope, gateway.name, state)));
    const now = this.clock.now();
    // A payment that is made late may make an account, which somebody else may do at the same moment (R32).
    await untilNobodyIsInTheWay(() =>
      this.work.run(this.scope, 'reconcilePayment', async (unit) => {
        const checks = new GatewayCheckRepository(unit.tx);
        if (!(await checks.finish(this.scope, check, now)) || state === null) return;
        const ours =
          payment !== null && (await this.charges.apply(unit, this.scope, payment.pk, state, now));
        if (ours || !isMoney(state)) return;
        await new UnknownChargeRepository(unit.tx).note(this.scope, gateway.name, state, now);
      }),
    );
  }

  private async card(gateway: PaymentGateway, check: GatewayCheck): Promise<void> {
    const cards = new GatewayCustomerRepository(this.database);
    const card = await cards.onFile(this.scope, gateway.name, check.reference);
    const there = card && (await gateway.lookUpCard(card.customer, check.reference));
    const now = this.clock.now();
    await this.work.run(this.scope, 'reconcileCard', async (unit) => {
      const mine = await new GatewayCheckRepository(unit.tx).finish(this.scope, check, now);
      if (mine && card !== null) await this.cards.apply(unit, this.scope, card, there, now);
    });
  }

  /** Of a customer all cards are looked at. */
  private async customer(check: GatewayCheck): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      const checks = new GatewayCheckRepository(tx);
      if (!(await checks.finish(this.scope, check, now))) return;
      const { gateway, reference } = check;
      const cards = await new GatewayCustomerRepository(tx).ofCustomer(
        this.scope,
        gateway,
        reference,
      );
      const changes = cards.map((card) => ({ subject: 'CARD' as const, reference: card }));
      await checks.add(this.scope, gateway, changes, now);
    });
  }

  private async later(check: GatewayCheck): Promise<void> {
    const at = againAt(check, this.clock.now());
    await this.database.transaction((tx) =>
      new GatewayCheckRepository(tx).later(this.scope, check, at),
    );
  }
}
