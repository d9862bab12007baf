import { inSameTime } from '../../auth/same-time';
import type { Queries } from '../../database/database';
import { PublicScope, type CredentialScope, type SystemScope } from '../../database/scope';
import { decideCancelPayment } from '../../domain/billing/payment';
import type { ErrorCode } from '../../domain/error-code';
import { decideSize } from '../../domain/purchasing/decisions';
import {
  decideBuyer,
  decideGuestChange,
  decideGuestConfirmation,
  decideGuestOrder,
} from '../../domain/purchasing/guest-order';
import { Refusal, refuse, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { Caller } from '../../graphql/limits';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { GuestAccountRepository, type GuestAccountRow } from '../account/guest-account.repository';
import { decideVatNumber } from '../account/vat-number';
import { CurrencyRepository } from '../currency/currency.repository';
import type { CardService } from '../payment/card.service';
import { vatNumberFrom } from './bill-to';
import type { ConfirmPaymentService } from './confirm-payment.service';
import { grantsOfGuest, GuestCall } from './guest-call';
import { GuestCartRepository, type GuestCartRow } from './guest-cart.repository';
import { keptUntil, notOpened, scopeOfCart } from './guest-cart.service';
import type {
  CancelGuestPaymentPayload,
  ConfirmGuestPaymentPayload,
  GuestCheckoutInput,
  GuestCheckoutPayload,
  PrepareGuestPaymentPayload,
  SetGuestBuyerInput,
  SetGuestBuyerPayload,
} from './guest-checkout.mutation-types';
import type { GuestLimits } from './guest-limits';
import { begunBefore, type Ordering } from './ordering';
import type { BuyingAccount, OrderWish } from './ordering.types';

const TOTAL_MISSING: Reason = {
  code: 'MISSING',
  message: 'Give the expected total; only a dry run can omit it.',
  field: ['acceptTotal'],
};

/** What guests are told where others are told of what they have not: cards on file, mutations of accounts. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  NO_CARD: 'Give a card: `cardSetup`, from `prepareGuestPayment`.',
  SETUP_INCOMPLETE: 'There is no card by this id: start again with `prepareGuestPayment`.',
  PAYMENT_ACTION_REQUIRED:
    'Your bank requires you to confirm this payment: open `paymentAction.redirectUrl`, or pass its `clientSecret` to the payment service’s library, then call `confirmGuestPayment`. Nothing was charged yet.',
  AUTHENTICATION_REQUIRED:
    'Your bank requires you to confirm the card, and it was not confirmed. Try again with `prepareGuestPayment`, or use another card.',
};

const forGuest = ({ code, message, field }: Reason): Reason => ({
  code,
  message: MESSAGES[code] ?? message,
  ...(field && { field: field[0] === 'paymentMethodId' ? ['cardSetup'] : field }),
});

/** Says refusals as they concern a guest. */
async function saidToGuest<Came>(work: () => Promise<Came>): Promise<Came> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first, ...more] = error.reasons;
    throw new Refusal(forGuest(first), ...more.map(forGuest));
  }
}

/** What a guest has at hand: their cart, and the account that is opened once it is paid. */
interface Guest {
  readonly token: CredentialScope;
  readonly cart: GuestCartRow;
  readonly account: GuestAccountRow;
}

/**
 * Buying without an account (R1): the account comes with the order. It is made at once, but without a holder, so that
 * it is nobody's, and it is opened in the transaction in which money has come. Until then nobody asks whether the address
 * is known; whatever is told is the same for one that is.
 */
export class GuestCheckoutService {
  /**
   * @param scope Nobody reaches the account before it is opened, nor does the guest later on.
   * @param answerAfter Milliseconds after which an order is answered at the earliest.
   */
  constructor(
    private readonly scope: SystemScope,
    private readonly reading: Queries,
    private readonly ordering: Ordering,
    private readonly confirming: ConfirmPaymentService,
    private readonly cards: CardService,
    private readonly limits: GuestLimits,
    private readonly answerAfter: number,
  ) {}

  /** @throws Refusal NO_CURRENCY, CART_NOT_FOUND, CART_ORDERED, CHECKOUT_IN_PROGRESS, VAT_NUMBER_OF_ANOTHER_COUNTRY. */
  setBuyer(call: Call, input: SetGuestBuyerInput): Promise<Outcome<SetGuestBuyerPayload>> {
    const { email, fullName, address, country } = input;
    const vatNumber = vatNumberFrom(input.vatNumber);
    refuse(decideVatNumber(country, vatNumber));
    const name = input.accountName ?? fullName;
    const token = scopeOfCart(input.cartToken);
    return call.commit(async (unit) => {
      const carts = new GuestCartRepository(unit.tx);
      const cart = await carts.lock(token, call.now);
      if (cart === null) throw notOpened();
      refuse(decideGuestChange(cart));
      const currency = await new CurrencyRepository(unit.tx).ofCountry(new PublicScope(), country);
      const account = { name, email, address, country, vatNumber, currency };
      const accounts = new GuestAccountRepository(unit.tx);
      const known = cart.accountId;
      const changed = known !== null && (await accounts.change(this.scope, known, account));
      const accountId = changed ? known : await accounts.add(this.scope, account, call.now);
      const expiresAt = keptUntil(call.now);
      await carts.setBuyer(token, { accountId, fullName, country, expiresAt });
      // Who it is stays with the account: nobody has ordered anything yet.
      unit.audit({
        subject: new RowRef('GuestCart', cart.pk),
        accountId: null,
        before: { country: cart.country, buyer: known !== null },
        after: { country, buyer: true },
      });
      return { guestCart: cart.pk };
    });
  }

  /** @throws Refusal CART_NOT_FOUND, BUYER_MISSING, and as `CardService.prepare`. */
  async prepare(call: Call, cartToken: string): Promise<Outcome<PrepareGuestPaymentPayload>> {
    const guest = await this.guest(call, cartToken);
    refuse(decideGuestChange(guest.cart));
    return this.cards.prepare(this.callOf(call, guest, (outcome) => outcome));
  }

  /** @throws RATE_LIMITED; Refusal as `decideGuestOrder`, MISSING, and as `Ordering.order`. */
  async checkout(
    call: Call,
    input: GuestCheckoutInput,
    client: Caller['client'],
  ): Promise<Outcome<GuestCheckoutPayload>> {
    const guest = await this.guest(call, input.cartToken);
    const order = () => this.order(call, input, guest);
    return this.paying(input.cartToken, guest, client, order);
  }

  /** @throws RATE_LIMITED; Refusal CART_NOT_FOUND, CART_NOT_ORDERED. */
  async confirm(
    call: Call,
    cartToken: string,
    client: Caller['client'],
  ): Promise<Outcome<ConfirmGuestPaymentPayload>> {
    const guest = await this.guest(call, cartToken);
    const { order } = guest.cart;
    refuse(decideGuestConfirmation(guest.cart));
    const payment = order?.paymentKey ?? null;
    if (payment === null) return call.withoutWrite({ guestCart: guest.cart.pk });
    const confirm = () => this.confirming.confirm(this.paymentOf(call, guest, payment));
    return this.paying(cartToken, guest, client, confirm);
  }

  /** @throws Refusal CART_NOT_FOUND, CART_NOT_ORDERED, NOTHING_TO_CANCEL. */
  async cancel(call: Call, cartToken: string): Promise<Outcome<CancelGuestPaymentPayload>> {
    const guest = await this.guest(call, cartToken);
    const { order } = guest.cart;
    refuse(decideGuestConfirmation(guest.cart));
    const payment = order?.paymentKey ?? null;
    if (payment === null)
      refuse(decideCancelPayment({ status: 'SUCCEEDED', confirmationPending: false }));
    return saidToGuest(() => this.confirming.cancel(this.paymentOf(call, guest, payment ?? 0)));
  }

  /** How long it takes must not tell who is known. */
  private paying<Came extends Outcome>(
    cartToken: string,
    { account: { email } }: Guest,
    client: Caller['client'],
    work: () => Promise<Came>,
  ): Promise<Came> {
    return inSameTime(this.answerAfter, () =>
      this.limits.paying({ cartToken, email, client }, () => saidToGuest(work)),
    );
  }

  private async order(
    given: Call,
    input: GuestCheckoutInput,
    guest: Guest,
  ): Promise<Outcome<GuestCheckoutPayload>> {
    const call = this.callOf(given, guest, shownOf(guest));
    // What was begun goes on: it may be paid.
    if (begunBefore(call) === null)
      refuse(decideGuestOrder({ ...guest.cart, hasBuyer: true, lines: guest.cart.lines.length }));
    const wish = this.wish(call, guest);
    const acceptTotal = input.acceptTotal ?? (await this.dryRunTotal(call, wish));
    const card = input.cardSetup ?? (call.dryRun ? 'dry run' : null);
    return this.ordering.order(
      call,
      { billing: 'PAY_ON_ORDER', acceptTotal, ...(card !== null && { cardSetup: card }) },
      wish,
    );
  }

  private wish({ now }: Call, { token, account }: Guest): OrderWish<GuestCheckoutPayload> {
    return {
      lines: async ({ tx }) => {
        const cart = await new GuestCartRepository(tx).lock(token, now);
        if (cart === null) throw notOpened();
        const { order, accountId, lines } = cart;
        // Somebody else may buy by now.
        const hasBuyer = accountId === account.pk;
        refuse(decideGuestOrder({ order, hasBuyer, lines: lines.length }), decideSize(lines));
        const wanted = lines.map(({ shown: _, ...line }) => line);
        return {
          cart: null,
          lines: wanted.map((one) => ({ wanted: one, cartLineId: null, assignTo: null })),
        };
      },
      written: ({ tx }, order) =>
        new GuestCartRepository(tx).setOrder(token, order, keptUntil(now)),
      answer: (_unit, _begun, report) => Promise.resolve({ ...report }),
    };
  }

  private dryRunTotal(
    call: GuestCall<BuyingAccount>,
    wish: Pick<OrderWish<object>, 'lines'>,
  ): Promise<string> {
    if (!call.dryRun) throw new Refusal(TOTAL_MISSING);
    return call.prepare(async (unit: Unit) =>
      this.ordering.total(call, unit, (await wish.lines(unit)).lines, null),
    );
  }

  /** @throws Refusal CART_NOT_FOUND, BUYER_MISSING. */
  private async guest(call: Call, cartToken: string): Promise<Guest> {
    const token = scopeOfCart(cartToken);
    const cart = await new GuestCartRepository(this.reading).byToken(token, call.now);
    if (cart === null) throw notOpened();
    const { accountId } = cart;
    refuse(decideBuyer({ hasBuyer: accountId !== null }));
    const account = await new GuestAccountRepository(this.reading).of(this.scope, accountId ?? 0);
    return { token, cart, account };
  }

  private callOf(
    call: Call,
    { account }: Guest,
    shown: (outcome: Outcome) => Outcome,
  ): GuestCall<BuyingAccount> {
    const { pk, email, name } = account;
    const target = { ...account, __typename: 'Account', grants: grantsOfGuest(pk, name) } as const;
    return new GuestCall<BuyingAccount>(call, this.scope, { target, email, shown });
  }

  private paymentOf(call: Call, guest: Guest, pk: number): Call {
    const { account } = guest;
    const grants = grantsOfGuest(account.pk, account.name);
    const target = { __typename: 'Payment', pk, grants };
    const { email } = account;
    return new GuestCall(call, this.scope, { target, email, shown: shownOf(guest) });
  }
}

/** The rows of the account are left out: they are nothing for whoever has the token. */
const shownOf =
  ({ cart }: Guest) =>
  (outcome: Outcome): Outcome => {
    const {
      userErrors = [],
      paymentAction = null,
      totals,
    } = outcome as Outcome<GuestCheckoutPayload>;
    const shown: Outcome<GuestCheckoutPayload> = {
      guestCart: cart.pk,
      paymentAction,
      ...(totals !== undefined && { totals }),
      userErrors: userErrors.map(forGuest),
    };
    return shown;
  };
