import { userOf } from '../../domain/people/actor';
import { paidFromCredit, sharesFromCredit } from '../../domain/billing/account-credit';
import type { Share } from '../../domain/billing/allocation';
import { monthOf, type Month } from '../../domain/billing/calendar';
import { decideInvoiceCharge, decideOrderCharge } from '../../domain/billing/charge-limits';
import { dayOf } from '../../domain/billing/day-of';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { sum } from '../../domain/billing/money';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Transaction } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type OutcomeValue } from '../../graphql/outcome';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import { spend } from '../token/token-spending.repository';
import { ASSUMED, failed, PAID, type AttemptEnd } from './attempt-end';
import {
  newAttemptKey,
  OF_NO_CARD,
  recordAttempt,
  writeAtOnce,
  writeAttempt,
  writeFromCredit,
  type PaymentAtOnce,
} from './attempt-writing';
import { cardToCharge } from './card-to-charge';
import { ChargeableCardRepository } from './chargeable-card.repository';
import {
  ASK_AFTER,
  type BegunAttempt,
  type GatewayCharges,
  type OpenAttempt,
  type Write,
} from './gateway-charges';
import { actionOutcome, reasonsOf } from './payment-action';
import type { NewAttempt } from './payment-attempt.repository';
import type { PaymentSettlement, SettledAttempt, SettleHow } from './payment-settlement';
import { owed, type PaymentTarget } from './payment-target';

/** An automatic payment that could not begin. */
interface RefusedAttempt {
  readonly invoices: readonly LockedInvoice[];
  readonly reason: Reason;
  readonly now: Date;
}

/** What the payload of a mutation says of its payment. */
export interface PaymentReport {
  readonly userErrors: readonly Reason[];
  /** What the payer does to confirm it; null for nothing. */
  readonly paymentAction: OutcomeValue;
}

/**
 * Attempts to pay, from begin to report. An attempt is written down by `begin`, charged outside of any transaction by
 * `charge`, and settled in another by `report`; whatever breaks in between, the gateway is asked before anything else
 * happens (R56).
 */
export class Payments {
  constructor(
    private readonly charges: GatewayCharges,
    private readonly settlement: PaymentSettlement,
    private readonly timeZone: string,
  ) {}

  /** Whether a card can be charged at all. */
  get takesCards(): boolean {
    return this.charges.gateway !== null;
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
    return paidFromCredit(amount, credit, this.charges.gateway?.limits(currency).least);
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
    const limits = this.charges.available().limits(currency);
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
    unit: Unit,
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
  ): Promise<BegunAttempt> {
    // Whether there is anything to pay comes before how.
    const { amount, description, invoices } = owed(target);
    const { now, automatic } = by;
    const { tx } = unit;
    const { fromCredit, rest } = await this.split(tx, scope, account, amount);
    const shares = sharesFromCredit(fromCredit, invoices);
    if (rest > 0n) this.assertChargeable(account, target, rest);
    const card =
      rest === 0n
        ? null
        : await cardToCharge(tx, scope, account.pk, this.charges.available().name, by);
    const common = {
      accountId: account.pk,
      userId: userOf(scope.actor),
      orderId: 'orderId' in target ? target.orderId : null,
      currency: account.currency,
      spends: await this.spend(tx, scope, account.pk, { target, amount, now }),
      now,
    };
    const askAt = new Date(now.getTime() + ASK_AFTER);
    const write = (
      attempt: Omit<NewAttempt, keyof typeof common>,
      to: readonly Share<LockedInvoice>[],
    ): Promise<number> => writeAttempt(tx, scope, { ...common, ...attempt }, to);
    const held = { ...OF_NO_CARD, amount: fromCredit };
    if (card === null) {
      const pk = await write({ ...held, automatic, askAt }, shares.credit);
      recordAttempt(unit, pk, account, { amount, invoices });
      return { pk, description, fromCredit, charged: 0n };
    }
    const attemptKey = newAttemptKey();
    const charge = { ...card, kind: 'CARD', attemptKey, amount: rest, automatic, askAt } as const;
    const pk = await write(charge, shares.rest);
    // Whether an automatic payment failed is told of the card alone.
    if (fromCredit > 0n)
      await write({ ...held, automatic: false, askAt: null, withPayment: pk }, shares.credit);
    recordAttempt(unit, pk, account, { amount, invoices });
    return { pk, description, fromCredit, charged: rest };
  }

  /** Writes down that an automatic payment of invoices was refused before it could begin: it has failed. */
  async refused(
    unit: Unit,
    scope: Scope,
    account: BilledAccount,
    { invoices, reason, now }: RefusedAttempt,
  ): Promise<AttemptEnd> {
    const shares = invoices.map((target) => ({ target, amount: balanceOf(target) }));
    const amount = sum(shares.map((share) => share.amount));
    const attempt = {
      accountId: account.pk,
      kind: 'CARD',
      methodKey: await new ChargeableCardRepository(unit.tx).defaultCard(scope, account.pk),
      userId: null,
      automatic: true,
      orderId: null,
      spends: null,
      newCard: false,
      currency: account.currency,
      amount,
      gateway: this.charges.available().name,
      attemptKey: newAttemptKey(),
      now,
      askAt: now,
    } as const;
    const pk = await writeAttempt(unit.tx, scope, attempt, shares);
    recordAttempt(unit, pk, account, { amount, invoices });
    const end = failed(reason.code, reason.message);
    await this.settlement.settle(unit, scope, pk, end, now);
    return end;
  }

  private assertChargeable(
    { currency, reseller }: BilledAccount,
    target: PaymentTarget,
    amount: bigint,
  ): void {
    const limits = this.charges.available().limits(currency);
    const refused =
      'orderId' in target
        ? decideOrderCharge(amount, currency, limits, reseller)
        : decideInvoiceCharge(amount, currency, limits);
    if (refused !== null) throw new Refusal(refused);
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
   * Pays invoices out of what their account has in credit, as far as it goes, in the caller's transaction. Nobody is
   * sent a receipt unless it is asked for. @returns what was paid.
   */
  async applyCredit(
    unit: Unit,
    scope: Scope,
    account: Pick<BilledAccount, 'pk' | 'currency'>,
    invoices: readonly LockedInvoice[],
    { now, receipt = false }: { readonly now: Date; readonly receipt?: boolean },
  ): Promise<bigint> {
    const written = await writeFromCredit(unit, scope, account, invoices, now);
    if (written === null) return 0n;
    await this.settlement.settle(unit, scope, written.pk, PAID, now, { receipt });
    return written.amount;
  }

  /** Pays invoices by what no gateway hears of, in the caller's transaction. @returns key of the payment. */
  async payAtOnce(
    unit: Unit,
    scope: Scope,
    account: Pick<BilledAccount, 'pk' | 'currency'>,
    payment: PaymentAtOnce,
    how: SettleHow = {},
  ): Promise<number> {
    const pk = await writeAtOnce(unit, scope, account, payment);
    await this.settlement.settle(unit, scope, pk, PAID, payment.now, how);
    return pk;
  }

  /** Charges the card of an attempt of a mutation, or goes on where it was broken off; a dry run charges nothing. */
  charge(call: Call, open: OpenAttempt): Promise<AttemptEnd> {
    if (call.dryRun) return Promise.resolve(ASSUMED);
    const write: Write = (work) => call.prepare(({ tx }) => work(tx));
    return this.charges.charge(call.scope, open, write, true);
  }

  /** Charges the card of an attempt of a job; nobody is there to confirm it. */
  chargeUnattended(scope: Scope, open: OpenAttempt, write: Write): Promise<AttemptEnd> {
    return this.charges.charge(scope, open, write, false);
  }

  /** Settles an attempt of a job. */
  async settle(
    unit: Unit,
    scope: Scope,
    { pk }: Pick<OpenAttempt, 'pk'>,
    end: AttemptEnd,
    now: Date,
  ): Promise<AttemptEnd> {
    return (await this.settlement.settle(unit, scope, pk, end, now)).end;
  }

  /** Settles an attempt of a mutation, in its last transaction, and says what its caller is told. */
  async report(
    call: Call,
    unit: Unit,
    { pk }: Pick<OpenAttempt, 'pk'>,
    end: AttemptEnd,
    how: SettleHow = {},
  ): Promise<{ readonly settled: SettledAttempt; readonly report: PaymentReport }> {
    const settled = await this.settlement.settle(unit, call.scope, pk, end, call.now, how);
    // Somebody settled it before, such as the webhook, or nobody can yet: this call has learned how it stands.
    if (!settled.first)
      unit.audit({
        subject: new RowRef('Payment', pk),
        accountId: settled.attempt.accountId,
        before: {},
        after: { reported: settled.end.status },
      });
    const report = { userErrors: reasonsOf(settled.end), paymentAction: actionOutcome(settled) };
    return { settled, report };
  }
}
