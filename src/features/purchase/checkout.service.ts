import { monthOf } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import { formatMinor, parseMinor, type Currency } from '../../domain/billing/money';
import type { PricedLine } from '../../domain/purchasing/order-line';
import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { Ref, type Outcome } from '../../graphql/outcome';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import type { CardService } from '../payment/card.service';
import type { CardDetails } from '../payment/gateway/gateway.types';
import { ASSUMED, reasonsOf } from '../payment/pay-invoice.service';
import type { PaymentSettlement } from '../payment/payment-settlement';
import type { OpenAttempt, Payments } from '../payment/payments';
import { spend } from '../token/token-spending';
import type { BasketReader } from './basket.reader';
import type { Basket } from './basket.types';
import { CartRepository } from './cart.repository';
import type { CartLineRow } from './cart.types';
import type { CheckoutInput, CheckoutPayload } from './checkout.inputs';
import type { Fulfilment } from './fulfilment';
import { OrderWritesRepository } from './order-writes.repository';
import { PendingOrderRepository } from './pending-order.repository';
import { AccessDenied } from '../../permissions/access-denied';
import { whyNot } from './checkout.decisions';
import { linesFor } from './wanted';

/** An order that has been written down, and the attempt to pay it. */
interface Begun {
  readonly order: number;
  readonly cart: number;
  readonly open: OpenAttempt;
}

/** A new card in a rehearsal, which does not ask the gateway what it looks like (R65). */
const ASSUMED_CARD: CardDetails = {
  reference: 'rehearsal',
  brand: 'New card',
  last4: '****',
  expiresOn: '2099-12-31',
};

/** Orders what is in a cart (R22 to R27). */
export class CheckoutService {
  constructor(
    private readonly reader: BasketReader,
    private readonly payments: Payments,
    private readonly settlement: PaymentSettlement,
    private readonly fulfilment: Fulfilment,
    private readonly cards: CardService,
    private readonly timeZone: string,
  ) {}

  /**
   * Writes the order down, charges the card, and then in one transaction: licences, number, invoice, payment.
   * On the monthly summary, and for what costs nothing, the same without a charge. A repeat after a crash goes on where it was.
   * @throws Refusal CART_EMPTY, PRICE_CHANGED, MONTHLY_NOT_OFFERED, CHECKOUT_IN_PROGRESS, SPENDING_CAP_REACHED,
   *   why a line has no price, and as `Payments.begin`.
   */
  async checkout(call: Call, input: CheckoutInput): Promise<Outcome<CheckoutPayload>> {
    const before = resumed(call);
    if (before === null && !isCharged(input)) return this.place(call, input);
    const begun = before ?? (await this.begin(call, input));
    const { open } = begun;
    const end = call.rehearsal
      ? ASSUMED
      : await this.payments.charge(call.scope, open, (work) => call.prepare(({ tx }) => work(tx)));
    return call.commit(async (unit) => {
      const settled = await this.settlement.settle(unit, call.scope, open.pk, end, call.now, {
        rehearsal: call.rehearsal,
      });
      if (!settled.first)
        unit.audit({
          subject: new Ref('Payment', open.pk),
          accountId: call.target.pk,
          before: {},
          after: { told: settled.end.status },
        });
      return {
        order: new Ref('Order', begun.order),
        payment: new Ref('Payment', open.pk),
        cart: new Ref('Cart', begun.cart),
        userErrors: reasonsOf(settled.end),
      };
    });
  }

  /** Without a charge it is one transaction: nobody would ask what became of one that was broken off. */
  private place(call: Call, input: CheckoutInput): Promise<Outcome<CheckoutPayload>> {
    return call.commit(async (unit) => {
      const { order, cart } = await this.write(unit, call, input);
      await this.fulfilment.fulfil(unit, call.scope, order, call.now, call.rehearsal);
      return { order: new Ref('Order', order), payment: null, cart: new Ref('Cart', cart) };
    });
  }

  private async begin(call: Call, input: CheckoutInput): Promise<Begun> {
    const { paymentMethodId, cardSetup } = input;
    const saved =
      paymentMethodId === null || paymentMethodId === undefined
        ? null
        : await call.row('PaymentMethod', paymentMethodId, ['paymentMethodId']);
    const fresh =
      cardSetup === null || cardSetup === undefined
        ? null
        : call.rehearsal
          ? ASSUMED_CARD
          : await this.cards.take(call, cardSetup, 'cardSetup');
    return call.prepare(async (unit, record) => {
      const { order, cart, account, total } = await this.write(unit, call, input);
      const by = { order, total, fresh, saved: saved?.pk ?? null };
      const open = await this.open(unit, call, account, by);
      record({ order, cart, payment: open.pk, description: open.description });
      return { order, cart, open };
    });
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
  ): Promise<OpenAttempt> {
    const methodKey =
      what.fresh === null
        ? what.saved
        : await this.cards.store(unit, call, what.fresh, false, 'cardSetup');
    const target = { orderId: what.order, amount: what.total, description: account.number };
    const by = { methodKey, automatic: false, now: call.now };
    const open = await this.payments.begin(unit.tx, call.scope, account, target, by);
    unit.audit({
      subject: new Ref('Payment', open.pk),
      accountId: account.pk,
      before: null,
      after: { amount: formatMinor(what.total, account.currency), status: 'PENDING' },
    });
    return open;
  }

  /** Checks everything once more, under the locks, and writes the order down as it was accepted. */
  private async write(
    unit: Unit,
    call: Call,
    input: CheckoutInput,
  ): Promise<{ order: number; cart: number; account: BilledAccount; total: bigint }> {
    const { scope, now, actor, target } = call;
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, target.pk);
    if (input.billing === 'MONTHLY_SUMMARY' && !account.reseller)
      throw new Refusal({
        code: 'MONTHLY_NOT_OFFERED',
        message: 'Only resellers are invoiced monthly: pay on order.',
        field: ['billing'],
      });
    const orders = new OrderWritesRepository(unit.tx);
    const carts = new CartRepository(unit.tx);
    const cart = await carts.lock(scope, account.pk, now);
    const all = await carts.linesOf(scope, [cart]);
    const grants = target.grants.OWNER;
    const lines = linesFor(grants, all);
    const buyer = await this.reader.buyerOf(unit.tx, scope, account.pk);
    const [basket] = await this.reader.price(unit.tx, scope, [{ buyer, lines }], now);
    if (basket === undefined) throw new Error('A cart was lost');
    const pending = await new PendingOrderRepository(unit.tx).waiting(scope, [account.pk]);
    const waiting = pending.length > 0;
    const refused = whyNot(grants, { waiting, all, offers: basket.offers });
    if (refused instanceof AccessDenied) throw refused;
    if (refused !== null) throw new Refusal(refused);
    const ordered = pricedLines(lines, basket);
    const { total } = basket.totals;
    assertAccepted(input.acceptTotal, total, buyer.currency);
    const month = monthOf(dayOf(now, this.timeZone));
    const spends = actor.kind === 'token' ? { tokenId: actor.tokenId, month } : null;
    if (spends !== null)
      await spend(unit.tx, scope, { ...spends, accountId: account.pk, amount: total });
    const order = await orders.add(scope, {
      accountId: account.pk,
      billing: input.billing,
      currency: buyer.currency,
      totals: basket.totals,
      tax: buyer.tax,
      billTo: input.billTo ?? null,
      spends,
      lines: ordered,
      now,
    });
    return { order, cart, account, total };
  }
}

/** Whether a card is to be charged: not for nothing, and any other total than the accepted one is refused. */
const isCharged = ({ billing, acceptTotal }: CheckoutInput): boolean =>
  billing !== 'MONTHLY_SUMMARY' && !/^-?0+(\.0*)?$/.test(acceptTotal);

/** The lines with their prices, which they have: it was asked. */
function pricedLines(
  lines: readonly CartLineRow[],
  { offers }: Basket,
): { wanted: CartLineRow; priced: PricedLine; cartLineId: number }[] {
  return lines.map((wanted, at) => {
    const offer = offers[at];
    if (offer === undefined || offer.priced === null) throw new Error('A line was lost');
    return { wanted, priced: offer.priced, cartLineId: wanted.pk };
  });
}

/** A price that changed since it was shown is said before anything is ordered. @throws Refusal PRICE_CHANGED. */
function assertAccepted(accepted: string, total: bigint, currency: Currency): void {
  let minor: bigint | null = null;
  try {
    minor = parseMinor(accepted, currency);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (minor === total) return;
  throw new Refusal({
    code: 'PRICE_CHANGED',
    message: `The order comes to ${formatMinor(total, currency)} ${currency} now. Look at the cart again, and accept that total.`,
    field: ['acceptTotal'],
  });
}

/** What an earlier try of this call wrote down before it was cut off. */
function resumed({ attempt }: Call): Begun | null {
  if (attempt === null || typeof attempt !== 'object' || !('order' in attempt)) return null;
  const { order, cart, payment, description } = attempt;
  if (typeof order !== 'number' || typeof cart !== 'number') return null;
  if (typeof payment !== 'number' || typeof description !== 'string') return null;
  return { order, cart, open: { pk: payment, description } };
}
