import { Refusal } from '../../domain/refusal';
import type { Transaction } from '../../database/database';
import type { Scope } from '../../database/scope';
import {
  CANCELED,
  CANCELLED_MESSAGE,
  endOf,
  endOfRefused,
  endOfSettled,
  PAID,
  failed,
  type AttemptEnd,
} from './attempt-end';
import type { Attempt } from './attempt.types';
import { ChargeableCardRepository } from './chargeable-card.repository';
import {
  GatewayRefused,
  GatewayUnavailable,
  type ChargeResult,
  type Payer,
  type PaymentGateway,
} from './gateway/gateway.types';
import { PaymentAttemptRepository } from './payment-attempt.repository';

/** An attempt that has been written down, with what the gateway is told. */
export interface OpenAttempt {
  readonly pk: number;
  readonly description: string;
}

/** An attempt that this call has written down. Minor units. */
export interface BegunAttempt extends OpenAttempt {
  /** What is paid from credit. */
  readonly fromCredit: bigint;
  /** What the card is charged. */
  readonly charged: bigint;
}

const UNAVAILABLE_MESSAGE =
  'The card could not be charged, because the payment service did not answer. Nothing was charged; try again.';
/** The gateway is asked about an attempt that nobody has settled after so long, in milliseconds. */
export const ASK_AFTER = 2 * 60_000;
/** So long a payer may take to confirm a payment with their bank, in milliseconds. */
export const CONFIRM_WITHIN = 15 * 60_000;

/** Runs short transactions: `call.prepare` of a mutation, or those of a job. */
export type Write = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

/** What the gateway is asked to do with attempts, outside of any transaction. */
export class GatewayCharges {
  /**
   * @param gateway Null where none is configured: whoever wants to pay by card is refused clearly.
   * @param payer Whoever pays by a mutation.
   */
  constructor(
    readonly gateway: PaymentGateway | null,
    private readonly payer: Payer,
  ) {}

  /** @throws Refusal PAYMENTS_UNAVAILABLE. */
  available(): PaymentGateway {
    if (this.gateway !== null) return this.gateway;
    throw new Refusal({
      code: 'PAYMENTS_UNAVAILABLE',
      message: 'No payment service is set up here.',
      field: ['paymentMethodId'],
    });
  }

  /**
   * Charges the card of an attempt, outside of any transaction, or goes on where a charge was broken off.
   * Never throws because of the gateway. @param write Runs a short transaction.
   * @param attended Whether somebody is there who can confirm it with their bank.
   */
  async charge(
    scope: Scope,
    open: OpenAttempt,
    write: Write,
    attended: boolean,
  ): Promise<AttemptEnd> {
    const found = await write(async (tx) => {
      const cards = new ChargeableCardRepository(tx);
      const attempt = await new PaymentAttemptRepository(tx).byKey(scope, open.pk);
      const { accountId, methodKey } = attempt;
      if (methodKey === null || this.gateway === null)
        return { attempt, customer: null, method: null };
      const customer = await cards.customer(scope, accountId, this.gateway.name);
      const card = await cards.card(scope, accountId, methodKey);
      return { attempt, customer, method: card?.reference ?? null };
    });
    const { attempt, customer, method } = found;
    if (attempt.status !== 'PENDING') return endOfSettled(attempt);
    // What was kept for it is there.
    if (attempt.kind === 'CREDIT') return PAID;
    const gateway = this.available();
    try {
      const charge = attempt.charge ?? (await this.open(open, attempt, customer, method));
      const stands =
        attempt.charge !== null ||
        (await write((tx) => new PaymentAttemptRepository(tx).opened(scope, attempt.pk, charge)));
      // Somebody gave it up for lost; a charge that nobody confirms takes nothing.
      if (!stands) return failed(CANCELED, CANCELLED_MESSAGE);
      const result = await gateway.confirm(charge, attended ? this.payer : null);
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
   * The outcome of an attempt that was left behind; one that took no money is called off for good, unless its payer has
   * time left to confirm it.
   */
  async ask(attempt: Attempt, now: Date): Promise<AttemptEnd> {
    if (attempt.kind === 'CREDIT') return PAID;
    if (isConfirmable(attempt, now)) return this.look(attempt);
    // The gateway never heard of it, or only of a charge that nobody confirms.
    return attempt.charge === null ? endOf({ outcome: 'CANCELLED' }) : this.callOff(attempt);
  }

  /** What has come of an attempt so far; whoever is at it goes on. */
  async look(attempt: Attempt): Promise<AttemptEnd> {
    const { status, charge, confirmBy: by } = attempt;
    if (status !== 'PENDING') return endOfSettled(attempt);
    if (attempt.kind === 'CREDIT') return PAID;
    if (charge === null) return endOf(UNKNOWN);
    const result = (await this.gatewayOf(attempt)?.retrieve(charge)) ?? UNKNOWN;
    // Its payer could try once more, with another card even: that is another payment.
    const over = by !== null && result.outcome === 'DECLINED';
    return over ? this.callOff(attempt) : endOf(result);
  }

  /** Calls off an attempt that waits for its payer; should the money be taken already, it stays taken. */
  async callOff(attempt: Attempt): Promise<AttemptEnd> {
    const { charge } = attempt;
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
}

const UNKNOWN: ChargeResult = { outcome: 'UNKNOWN' };

/** Until when a payer may confirm an attempt with their bank. */
const confirmBy = ({ attemptedAt }: Attempt): Date =>
  new Date(attemptedAt.getTime() + CONFIRM_WITHIN);

/** Whether an attempt waits for its payer, who has time left. */
export const isConfirmable = ({ confirmBy: by }: Pick<Attempt, 'confirmBy'>, now: Date): boolean =>
  by !== null && now < by;
