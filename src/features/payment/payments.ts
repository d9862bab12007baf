import { randomBytes } from 'node:crypto';
import { userOf } from '../../domain/access/actor';
import { monthOf, type Month } from '../../domain/billing/calendar';
import { decideInvoiceCharge, decideOrderCharge } from '../../domain/billing/charge-limits';
import { dayOf } from '../../domain/billing/day-of';
import { decidePay } from '../../domain/billing/invoice-life';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { formatMinor, sum } from '../../domain/billing/money';
import { Refusal } from '../../domain/refusal';
import type { Transaction } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { Ref } from '../../graphql/outcome';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import { spend } from '../token/token-spending';
import { CANCELLED_MESSAGE, endOf, endOfRefused, failed, type AttemptEnd } from './attempt-end';
import {
  GatewayRefused,
  GatewayUnavailable,
  type ChargeResult,
  type Payer,
  type PaymentGateway,
} from './gateway/gateway.types';
import { PaymentAttemptRepository, type Attempt } from './payment-attempt.repository';

/** What an attempt is to pay: the balances of invoices, or an order that has no invoice before it is paid (R27). */
export type PaymentTarget =
  | { readonly invoices: readonly LockedInvoice[] }
  | {
      readonly orderId: number;
      /** Minor units of the account's currency, above zero. */
      readonly amount: bigint;
      /** What the payer reads on their statement. */
      readonly description: string;
    };

/** An attempt that has been written down, with what the gateway is told. */
export interface OpenAttempt {
  readonly pk: number;
  readonly description: string;
}

const UNAVAILABLE_MESSAGE =
  'The card could not be charged, because the payment service did not answer. Nothing was taken; try again.';
/** The gateway is asked about an attempt that nobody has settled after so long, in milliseconds. */
export const ASK_AFTER = 2 * 60_000;
/** So long a payer may take to confirm a payment with their bank, in milliseconds. */
export const CONFIRM_WITHIN = 15 * 60_000;

const refuse = (code: string, message: string, field = 'paymentMethodId'): never => {
  throw new Refusal({ code, message, field: [field] });
};

/** Leaves an attempt to pay invoices in the history (R61). */
export function recordAttempt(
  unit: Pick<Unit, 'audit'>,
  { pk }: Pick<OpenAttempt, 'pk'>,
  account: BilledAccount,
  invoices: readonly LockedInvoice[],
): void {
  unit.audit({
    subject: new Ref('Payment', pk),
    accountId: account.pk,
    before: null,
    after: {
      amount: formatMinor(sum(invoices.map(balanceOf)), account.currency),
      invoices: invoices.map(({ number }) => number),
      status: 'PENDING',
    },
  });
}

/** Runs short transactions: `call.prepare` of a mutation, or those of a job. */
export type Write = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

/**
 * Charges cards. An attempt is written down by `begin`, charged outside of any transaction by `charge`, and
 * settled by `PaymentSettlement` in another; whatever breaks in between, the gateway is asked before anything
 * else happens (R56).
 */
export class Payments {
  /**
   * @param gateway Null where none is configured: whoever wants to pay by card is refused clearly.
   * @param payer Whoever pays by a mutation.
   */
  constructor(
    readonly gateway: PaymentGateway | null,
    private readonly timeZone: string,
    readonly payer: Payer,
  ) {}

  /** @throws Refusal PAYMENTS_UNAVAILABLE. */
  available(): PaymentGateway {
    return this.gateway ?? refuse('PAYMENTS_UNAVAILABLE', 'No payment service is set up here.');
  }

  /**
   * Writes an attempt down, under the lock of the account.
   * @param methodKey The card; null for the one that is charged when nobody chooses.
   * @throws Refusal PAYMENTS_UNAVAILABLE, NO_CARD, CARD_REMOVED, CARD_UNUSABLE, AMOUNT_TOO_SMALL, AMOUNT_TOO_LARGE;
   *   and for invoices what `decidePay` refuses, and SPENDING_CAP_REACHED.
   */
  async begin(
    tx: Transaction,
    scope: Scope,
    account: BilledAccount,
    target: PaymentTarget,
    by: {
      readonly methodKey: number | null;
      readonly automatic: boolean;
      readonly now: Date;
      /** Whether the card was put on file for this attempt alone. */
      readonly newCard?: boolean;
    },
  ): Promise<OpenAttempt> {
    // Whether there is anything to pay comes before how.
    const { amount, description, invoices } = this.owed(target);
    const gateway = this.available();
    const { now, automatic, newCard = false } = by;
    const attempts = new PaymentAttemptRepository(tx);
    const { currency, reseller } = account;
    const limits = gateway.limits(currency);
    const refused =
      'orderId' in target
        ? decideOrderCharge(amount, currency, limits, reseller)
        : decideInvoiceCharge(amount, currency, limits);
    if (refused !== null) throw new Refusal(refused);
    const methodKey = await this.card(attempts, scope, account.pk, by.methodKey);
    const spends = await this.spend(tx, scope, account.pk, { target, amount, now });
    const pk = await attempts.add(scope, {
      accountId: account.pk,
      methodKey,
      userId: userOf(scope.actor),
      automatic,
      orderId: 'orderId' in target ? target.orderId : null,
      currency,
      amount,
      gateway: gateway.name,
      attemptKey: randomBytes(16).toString('hex'),
      now,
      askAt: new Date(now.getTime() + ASK_AFTER),
      spends,
      newCard,
    });
    if (invoices.length > 0)
      await attempts.allocate(
        scope,
        { pk, accountId: account.pk },
        invoices.map((invoice) => ({ invoiceId: invoice.pk, amount: balanceOf(invoice) })),
      );
    return { pk, description };
  }

  /** The card that is charged. @throws Refusal NO_CARD, CARD_REMOVED, CARD_UNUSABLE. */
  private async card(
    attempts: PaymentAttemptRepository,
    scope: Scope,
    accountId: number,
    chosen: number | null,
  ): Promise<number> {
    const key =
      chosen ??
      (await attempts.defaultCard(scope, accountId)) ??
      refuse('NO_CARD', 'There is no card on file: add one first.');
    const card = await attempts.card(scope, accountId, key);
    if (card === null || card.removed === 1)
      return refuse('CARD_REMOVED', 'This card was taken off the account: choose another one.');
    if (card.gateway !== this.available().name || card.reference === null)
      refuse('CARD_UNUSABLE', 'This card was added with another payment service: add it again.');
    return key;
  }

  /** Whose cap counts what is spent now; null for people, who have none (R59). */
  spends({ actor }: Scope, now: Date): { tokenId: number; month: Month } | null {
    if (actor.kind !== 'token') return null;
    return { tokenId: actor.tokenId, month: monthOf(dayOf(now, this.timeZone)) };
  }

  /** Invoices that an API token pays count against its cap (R59); an order has counted what it comes to. */
  private async spend(
    tx: Transaction,
    scope: Scope,
    accountId: number,
    what: { readonly target: PaymentTarget; readonly amount: bigint; readonly now: Date },
  ): Promise<{ tokenId: number; month: Month } | null> {
    const spends = this.spends(scope, what.now);
    if (spends === null || 'orderId' in what.target) return null;
    await spend(tx, scope, { ...spends, accountId, amount: what.amount });
    return spends;
  }

  /**
   * Charges the card of an attempt, outside of any transaction, or goes on where a charge was broken off.
   * Never throws because of the gateway. @param write Runs a short transaction.
   * @param payer Who can confirm it with their bank; null when nobody is there.
   */
  async charge(
    scope: Scope,
    open: OpenAttempt,
    write: Write,
    payer: Payer | null,
  ): Promise<AttemptEnd> {
    const gateway = this.available();
    const found = await write(async (tx) => {
      const attempts = new PaymentAttemptRepository(tx);
      const attempt = await attempts.byKey(scope, open.pk);
      const { accountId, methodKey } = attempt;
      const customer = await attempts.customer(scope, accountId, gateway.name);
      const card = methodKey === null ? null : await attempts.card(scope, accountId, methodKey);
      return { attempt, customer, method: card?.reference ?? null };
    });
    const { attempt, customer, method } = found;
    if (attempt.status !== 'PENDING') return endOfSettled(attempt);
    try {
      const charge = attempt.charge ?? (await this.open(open, attempt, customer, method));
      const stands =
        attempt.charge !== null ||
        (await write((tx) => new PaymentAttemptRepository(tx).opened(scope, attempt.pk, charge)));
      // Somebody gave it up for lost; a charge that nobody confirms takes nothing.
      if (!stands) return failed('CANCELLED', CANCELLED_MESSAGE);
      const result = await gateway.confirm(charge, payer);
      if (result.outcome === 'ACTION_REQUIRED')
        await write((tx) =>
          new PaymentAttemptRepository(tx).confirmBy(scope, attempt.pk, confirmBy(attempt)),
        );
      return endOf(result);
    } catch (error) {
      if (error instanceof GatewayUnavailable)
        return failed('GATEWAY_UNAVAILABLE', UNAVAILABLE_MESSAGE);
      if (error instanceof GatewayRefused) return endOfRefused(error, customer);
      throw error;
    }
  }

  /**
   * What came of an attempt that was left behind; one that took no money is called off for good, unless its payer has
   * time left to confirm it.
   */
  async ask(attempt: Attempt, now: Date): Promise<AttemptEnd> {
    if (isConfirmable(attempt, now)) return this.look(attempt);
    // The gateway never heard of it, or only of a charge that nobody confirms.
    if (attempt.charge === null) return endOf({ outcome: 'CANCELLED' });
    return endOf((await this.gatewayOf(attempt)?.settle(attempt.charge)) ?? UNKNOWN);
  }

  /** What has come of an attempt so far; whoever is at it goes on. */
  async look(attempt: Attempt): Promise<AttemptEnd> {
    const { status, charge, confirmBy: by } = attempt;
    if (status !== 'PENDING') return endOfSettled(attempt);
    if (charge === null) return endOf(UNKNOWN);
    const gateway = this.gatewayOf(attempt);
    const result = (await gateway?.retrieve(charge)) ?? UNKNOWN;
    // Its payer could try once more, with another card even: that is another payment.
    const over = by !== null && result.outcome === 'DECLINED';
    return endOf(over ? ((await gateway?.settle(charge)) ?? UNKNOWN) : result);
  }

  /** Calls off an attempt that waits for its payer; should the money be taken already, it stays taken. */
  async callOff({ charge, ...attempt }: Attempt): Promise<AttemptEnd> {
    if (charge === null) return endOf(UNKNOWN);
    return endOf((await this.gatewayOf(attempt)?.settle(charge)) ?? UNKNOWN);
  }

  private gatewayOf({ gateway }: Pick<Attempt, 'gateway'>): PaymentGateway | null {
    return this.gateway?.name === gateway ? this.gateway : null;
  }

  private open(
    { description }: OpenAttempt,
    { attemptKey, amount, currency }: Attempt,
    customer: string | null,
    method: string | null,
  ): Promise<string> {
    if (customer === null || method === null || attemptKey === null)
      throw new Error('A card on file has no customer at its gateway');
    const request = { key: attemptKey, amount, currency, customer, method, description };
    return this.available().open(request);
  }

  private owed(target: PaymentTarget): {
    amount: bigint;
    description: string;
    invoices: readonly LockedInvoice[];
  } {
    if ('orderId' in target) return { ...target, invoices: [] };
    const { invoices } = target;
    for (const invoice of invoices) {
      const reason = decidePay(invoice);
      if (reason !== null) throw new Refusal(reason);
    }
    return {
      amount: sum(invoices.map(balanceOf)),
      description: invoices
        .map(({ number }) => number)
        .join(', ')
        .slice(0, 200),
      invoices,
    };
  }
}

const UNKNOWN: ChargeResult = { outcome: 'UNKNOWN' };

/** Until when a payer may confirm an attempt with their bank. */
const confirmBy = ({ attemptedAt }: Attempt): Date =>
  new Date(attemptedAt.getTime() + CONFIRM_WITHIN);

/** Whether an attempt waits for its payer, who has time left. */
export const isConfirmable = ({ confirmBy: by }: Pick<Attempt, 'confirmBy'>, now: Date): boolean =>
  by !== null && now < by;

const endOfSettled = ({ status, failureCode, failure }: Attempt): AttemptEnd => ({
  status,
  chargeReference: null,
  failureCode,
  failure,
});
