import type { Day } from '../../domain/billing/calendar';
import { partyOf } from '../../domain/billing/invoice-party';
import { formatMinor } from '../../domain/billing/money';
import { typedAmount } from '../../domain/billing/typed-amount';
import type { PricedLine } from '../../domain/purchasing/order-line';
import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { plainMoney } from '../../graphql/money';
import type { Outcome } from '../../graphql/outcome';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import { untilNobodyIsInTheWay } from '../batch-result';
import type { CardService } from '../payment/card.service';
import type { CardDetails } from '../payment/gateway/gateway.types';
import type { BegunAttempt, OpenAttempt } from '../payment/gateway-charges';
import type { FulfilHow } from '../payment/order-hooks';
import type { Payments } from '../payment/payments';
import { resumedAttempt, toResume } from '../payment/resumed-attempt';
import { spend } from '../token/token-spending.repository';
import type { BasketReader } from './basket.reader';
import { buyerFrom, type BillTo } from './bill-to';
import type { OrderedPayload } from './checkout.mutation-types';
import type { Fulfilment } from './fulfilment';
import { assertAccepted, isCharged, priceOrder } from './order-price';
import { MONTHLY_NOT_OFFERED } from './order-refusals';
import { NewOrderRepository } from './new-order.repository';
import { assertNonePending } from './pending-orders';
import type {
  BegunOrder,
  BuyingAccount,
  OrderableLine,
  OrderCosts,
  OrderWish,
  PaymentWish,
} from './ordering.types';
import { assertMayBuy } from './wanted';

/** A payload that tells what an order would cost. */
type Costed = Pick<OrderedPayload, 'totals'>;

/** A new card in a dry run, which does not ask the gateway what it looks like (R65). */
const ASSUMED_CARD: CardDetails = {
  reference: 'dry run',
  brand: 'New card',
  last4: '****',
  expiresOn: '2099-12-31',
  fingerprint: null,
};

/** Orders what a cart holds, or a partner names at once (R22 to R27, R38). */
export class Ordering {
  constructor(
    private readonly reader: BasketReader,
    private readonly payments: Payments,
    private readonly fulfilment: Fulfilment,
    private readonly cards: CardService,
    private readonly timeZone: string,
  ) {}

  /**
   * Writes the order down, charges the card for what the account has not in credit, and then in one transaction: licenses,
   * number, invoice, payment. On the monthly summary, and for what costs nothing, the same without a charge. A repeat after a crash goes on where it was.
   * @throws Refusal PRICE_CHANGED, MONTHLY_NOT_OFFERED, CHECKOUT_IN_PROGRESS, SPENDING_CAP_REACHED,
   *   why a line has no price, and as `Payments.begin`.
   */
  async order<Payload extends Costed>(
    call: Call<BuyingAccount>,
    input: PaymentWish,
    wish: OrderWish<Payload>,
  ): Promise<Outcome<Payload>> {
    const before = begunBefore(call);
    if (before === null && !isCharged(input)) return this.place(call, input, wish);
    const begun = before ?? (await this.begin(call, input, wish));
    const { open } = begun;
    const end = await this.payments.charge(call, open);
    return untilNobodyIsInTheWay(() =>
      call.commit(async (unit) => {
        const how = howOf(call, wish);
        const { report } = await this.payments.report(call, unit, open, end, how);
        return this.answered(call, begun, await wish.answer(unit, begun, report));
      }),
    );
  }

  /** What lines come to now, as a decimal. @throws Refusal why one has no price. */
  async total(
    call: Call,
    unit: Unit,
    lines: readonly OrderableLine[],
    billTo: BillTo | null | undefined,
  ): Promise<string> {
    const buyer = billTo ? buyerFrom(billTo) : null;
    const today = this.reader.today(call.now);
    const { basket } = await priceOrder(this.reader, call, unit, lines, buyer, today);
    return formatMinor(basket.totals.total, basket.buyer.currency);
  }

  /** Without a charge it is one transaction: nobody would ask what became of one that was broken off. */
  private place<Payload extends Costed>(
    call: Call,
    input: PaymentWish,
    wish: OrderWish<Payload>,
  ): Promise<Outcome<Payload>> {
    return untilNobodyIsInTheWay(() =>
      call.commit(async (unit) => {
        const { order, cart, on, costs } = await this.write(unit, call, input, wish);
        const how = { ...howOf(call, wish), on };
        await this.fulfilment.fulfil(unit, call.scope, order, call.now, how);
        const nothing = { userErrors: [], paymentAction: null };
        const begun = { order, cart, open: null, costs };
        return this.answered(call, begun, await wish.answer(unit, begun, nothing));
      }),
    );
  }

  /** A dry run tells what it would cost as well (R65). */
  private answered<Payload extends Costed>(
    { dryRun }: Call,
    { costs }: BegunOrder,
    outcome: Outcome<Payload>,
  ): Outcome<Payload> {
    if (!dryRun || costs === null) return outcome;
    const { currency, totals, taxNote, paid } = costs;
    const shown = (amount: bigint) => plainMoney(amount, currency);
    return {
      ...outcome,
      totals: {
        subtotal: shown(totals.subtotal),
        discount: shown(totals.discount),
        tax: shown(totals.tax),
        total: shown(totals.total),
        fromCredit: shown(paid?.fromCredit ?? 0n),
        charged: shown(paid?.charged ?? 0n),
        taxNote,
      },
    };
  }

  private async begin(
    call: Call<BuyingAccount>,
    input: PaymentWish,
    wish: OrderWish<object>,
  ): Promise<BegunOrder & { readonly open: OpenAttempt }> {
    const { paymentMethodId, cardSetup } = input;
    // Before the card is put anywhere: an order that no card can pay leaves nothing behind.
    if (cardSetup !== null && cardSetup !== undefined) await this.assertChargeable(call, input);
    const saved =
      paymentMethodId === undefined
        ? null
        : await call.row('PaymentMethod', paymentMethodId, ['paymentMethodId']);
    const fresh =
      cardSetup === undefined
        ? null
        : call.dryRun
          ? ASSUMED_CARD
          : await this.cards.take(call, cardSetup, 'cardSetup');
    return call.prepare(async (unit, record) => {
      const { order, cart, account, costs } = await this.write(unit, call, input, wish);
      const by = { order, total: costs.totals.total, fresh, saved: saved?.pk ?? null };
      const open = await this.open(unit, call, account, by);
      record({ order, cart, ...toResume(open) });
      return { order, cart, open, costs: { ...costs, paid: open } };
    });
  }

  /** @throws Refusal INVALID_AMOUNT, AMOUNT_TOO_SMALL, AMOUNT_TOO_LARGE for a total that was accepted. */
  private async assertChargeable(
    call: Call<BuyingAccount>,
    { acceptTotal }: PaymentWish,
  ): Promise<void> {
    const { pk, currency, reseller } = call.target;
    const total = typedAmount(acceptTotal, currency, ['acceptTotal'], { zero: true });
    const account = { pk, currency, reseller: reseller === 1 };
    await call.prepare(({ tx }) =>
      this.payments.assertOrderChargeable(tx, call.scope, account, total),
    );
  }

  private async open(
    unit: Unit,
    call: Call,
    account: BilledAccount,
    what: {
      readonly order: number;
      readonly total: bigint;
      readonly fresh: CardDetails | null;
      readonly saved: number | null;
    },
  ): Promise<BegunAttempt> {
    // A card that nothing is charged to is not put on file either.
    const { rest } = await this.payments.split(unit.tx, call.scope, account, what.total);
    const brought =
      what.fresh === null || rest === 0n
        ? null
        : await this.cards.bring(unit, call, what.fresh, { field: 'cardSetup' });
    const target = { orderId: what.order, amount: what.total, description: account.number };
    const by = {
      methodKey: brought?.key ?? what.saved,
      newCard: brought?.isNew ?? false,
      automatic: false,
      now: call.now,
    };
    return this.payments.begin(unit, call.scope, account, target, by);
  }

  /** Checks everything once more, under the locks, and writes the order down as it was accepted. */
  private async write(
    unit: Unit,
    call: Call,
    input: PaymentWish,
    wish: OrderWish<object>,
  ): Promise<WrittenOrder> {
    const { scope, now, target } = call;
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, target.pk);
    if (input.billing === 'MONTHLY_SUMMARY' && !account.reseller)
      throw new Refusal(MONTHLY_NOT_OFFERED);
    const { cart, lines } = await wish.lines(unit);
    await assertNonePending(unit, scope, account.pk, lines);
    for (const use of new Set(lines.map(({ wanted }) => wanted.use)))
      assertMayBuy(target.grants.OWNER, use);
    const billTo = input.billTo ? buyerFrom(input.billTo) : null;
    // On the summary it is of the day that its invoice will have, never of a month whose summaries are written.
    const on =
      input.billing === 'MONTHLY_SUMMARY'
        ? await new BillingMonthRepository(unit.tx).billableDay(scope, now, this.timeZone)
        : this.reader.today(now);
    const { basket, priced } = await priceOrder(this.reader, call, unit, lines, billTo, on);
    const { buyer, totals } = basket;
    assertAccepted(input.acceptTotal, totals.total, buyer.currency);
    const spends = this.payments.spends(scope, now);
    if (spends !== null)
      await spend(unit.tx, scope, { ...spends, accountId: account.pk, amount: totals.total });
    const order = await new NewOrderRepository(unit.tx).add(scope, {
      accountId: account.pk,
      billing: input.billing,
      currency: buyer.currency,
      totals,
      tax: buyer.tax,
      buyer: billTo ?? partyOf(account),
      spends,
      lines: lines.map((line, at) => ({ ...line, priced: priced[at] as PricedLine })),
      now,
    });
    await wish.written?.(unit, order);
    const costs = { currency: buyer.currency, totals, taxNote: buyer.tax.note, paid: null };
    return { order, cart, account, costs, on };
  }
}

/** An order that was written down, and the day that it is of. */
interface WrittenOrder {
  readonly order: number;
  readonly cart: number | null;
  readonly account: BilledAccount;
  readonly costs: OrderCosts;
  readonly on: Day;
}

const howOf = ({ dryRun }: Call, { passwords }: OrderWish<object>): FulfilHow => ({
  dryRun,
  ...(passwords && { passwords }),
});

/** What an earlier try of this call wrote down before it was cut off. */
export function begunBefore(call: Call): (BegunOrder & { readonly open: OpenAttempt }) | null {
  const { attempt } = call;
  const open = resumedAttempt(call);
  if (open === null || attempt === null || typeof attempt !== 'object') return null;
  if (!('order' in attempt)) return null;
  const { order, cart } = attempt;
  if (typeof order !== 'number' || (typeof cart !== 'number' && cart !== null)) return null;
  return { order, cart, open, costs: null };
}
