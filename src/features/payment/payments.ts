import { randomBytes } from 'node:crypto';
import { userOf } from '../../domain/access/actor';
import { paidFromCredit, sharesFromCredit } from '../../domain/billing/account-credit';
import type { Share } from '../../domain/billing/allocation';
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
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import { spend } from '../token/token-spending.repository';
import {
  CANCELLED_MESSAGE,
  endOf,
  endOfRefused,
  endOfSettled,
  PAID,
  failed,
  type AttemptEnd,
} from './attempt-end';
import { ChargeableCardRepository } from './chargeable-card.repository';
import {
  GatewayRefused,
  GatewayUnavailable,
  type ChargeResult,
  type Payer,
  type PaymentGateway,
} from './gateway/gateway.types';
import {
  PaymentAttemptRepository,
  type Attempt,
  type NewAttempt,
} from './payment-attempt.repository';

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
  'The card could not be charged, because the payment service did not answer. Nothing was charged; try again.';
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
  account: Pick<BilledAccount, 'pk' | 'currency'>,
  invoices: readonly LockedInvoice[],
  amount = sum(invoices.map(balanceOf)),
): void {
  unit.audit({
    subject: new Ref('Payment', pk),
    accountId: account.pk,
    before: null,
    after: {
      amount: formatMinor(amount, account.currency),
      invoices: invoices.map(({ number }) => number),
      status: 'PENDING',
    },
  });
}

/** Runs short transactions: `call.prepare` of a mutation, or those of a job. */
export type Write = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

/** A payment from credit, as far as it is none by card. */
export const OF_NO_CARD = {
  kind: 'CREDIT',
  methodKey: null,
  gateway: null,
  attemptKey: null,
  newCard: false,
} as const;

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
   * How an amount is paid: from credit first, and by a card for the rest, which is nothing where the credit is enough.
   * Of the credit so much is left that the card is not charged too little.
   */
  async split(
    tx: Transaction,
    scope: Scope,
    { pk, currency }: Pick<BilledAccount, 'pk' | 'currency'>,
    amount: bigint,
  ): Promise<{ readonly fromCredit: bigint; readonly rest: bigint }> {
    const credit = await new AccountCreditRepository(tx).of(scope, pk);
    return paidFromCredit(amount, credit, this.gateway?.limits(currency).least);
  }

  /** @throws Refusal PAYMENTS_UNAVAILABLE, and AMOUNT_TOO_SMALL, AMOUNT_TOO_LARGE when an order cannot be paid. */
  async assertOrderChargeable(
    tx: Transaction,
    scope: Scope,
    account: Pick<BilledAccount, 'pk' | 'currency' | 'reseller'>,
    total: bigint,
  ): Promise<void> {
    const { rest } = await this.split(tx, scope, account, total);
    if (rest === 0n && total > 0n) return;
    const { currency, reseller } = account;
    const limits = this.available().limits(currency);
    const refused = decideOrderCharge(rest, currency, limits, reseller);
    if (refused !== null) throw new Refusal(refused);
  }

  /**
   * Writes an attempt down, under the lock of the account. What the account has in credit comes first: it is kept for
   * the attempt, and used when the card has been charged for the rest. Where it is enough, no card is looked at.
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
    const { now, automatic } = by;
    const attempts = new PaymentAttemptRepository(tx);
    const { fromCredit, rest } = await this.split(tx, scope, account, amount);
    const shares = sharesFromCredit(fromCredit, invoices);
    if (rest > 0n) this.assertChargeable(account, target, rest);
    const card = rest === 0n ? null : await this.card(tx, scope, account.pk, by);
    const common = {
      accountId: account.pk,
      userId: userOf(scope.actor),
      orderId: 'orderId' in target ? target.orderId : null,
      currency: account.currency,
      spends: await this.spend(tx, scope, account.pk, { target, amount, now }),
      now,
    };
    const askAt = new Date(now.getTime() + ASK_AFTER);
    const write = async (
      attempt: Omit<NewAttempt, keyof typeof common>,
      to: readonly Share<LockedInvoice>[],
    ): Promise<number> => {
      const pk = await attempts.add(scope, { ...common, ...attempt });
      const allocated = to.map((share) => ({ invoiceId: share.target.pk, amount: share.amount }));
      if (allocated.length > 0)
        await attempts.allocate(scope, { pk, accountId: account.pk }, allocated);
      return pk;
    };
    const held = { ...OF_NO_CARD, amount: fromCredit };
    if (card === null)
      return { pk: await write({ ...held, automatic, askAt }, shares.credit), description };
    const attemptKey = randomBytes(16).toString('hex');
    const charge = { ...card, kind: 'CARD', attemptKey, amount: rest, automatic, askAt } as const;
    const pk = await write(charge, shares.rest);
    // Whether an automatic payment failed is told of the card alone.
    if (fromCredit > 0n)
      await write({ ...held, automatic: false, askAt: null, withPayment: pk }, shares.credit);
    return { pk, description };
  }

  private assertChargeable(
    { currency, reseller }: BilledAccount,
    target: PaymentTarget,
    amount: bigint,
  ): void {
    const limits = this.available().limits(currency);
    const refused =
      'orderId' in target
        ? decideOrderCharge(amount, currency, limits, reseller)
        : decideInvoiceCharge(amount, currency, limits);
    if (refused !== null) throw new Refusal(refused);
  }

  /** The card that is charged. @throws Refusal NO_CARD, CARD_REMOVED, CARD_UNUSABLE. */
  private async card(
    tx: Transaction,
    scope: Scope,
    accountId: number,
    {
      methodKey,
      newCard = false,
    }: { readonly methodKey: number | null; readonly newCard?: boolean },
  ): Promise<Pick<NewAttempt, 'methodKey' | 'gateway' | 'newCard'>> {
    const cards = new ChargeableCardRepository(tx);
    const key =
      methodKey ??
      (await cards.defaultCard(scope, accountId)) ??
      refuse('NO_CARD', 'There is no card on file: add one first.');
    const card = await cards.card(scope, accountId, key);
    if (card === null || card.removed === 1)
      return refuse('CARD_REMOVED', 'This card was removed from the account: choose another one.');
    const { name } = this.available();
    if (card.gateway !== name || card.reference === null)
      refuse('CARD_UNUSABLE', 'This card was added with another payment service: add it again.');
    return { methodKey: key, gateway: name, newCard };
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
