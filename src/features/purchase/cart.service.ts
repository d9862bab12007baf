import { decideSize, decideTotal } from '../../domain/purchasing/decisions';
import { Refusal } from '../../domain/refusal';
import type { PricedLine } from '../../domain/purchasing/order-line';
import { formatMinor } from '../../domain/billing/money';
import type { Call, Fields, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import type { StoredMinor } from '../../graphql/money';
import { DeletedId, RowRef, type Outcome } from '../../graphql/outcome';
import { BasketRepository } from './basket.repository';
import type { BasketReader } from './basket.reader';
import type { BasketFacts, Buyer, WantedLine } from './basket.types';
import type {
  AddToCartInput,
  AddToCartPayload,
  RemoveCartLinePayload,
  UpdateCartLineInput,
  UpdateCartLinePayload,
} from './cart.mutation-types';
import { CartRepository } from './cart.repository';
import { decideLineChange } from './checkout.decisions';
import type { CartLineRow } from './cart.types';
import { PendingOrderRepository } from './pending-order.repository';
import {
  assertMayBuy,
  assertOwnLicense,
  assertThere,
  LICENSE_NOT_FOUND,
  NOT_FOR_PERSONAL_LINES,
  usualUse,
  wantedLine,
  type GivenLine,
} from './wanted';

/** What an account is about to buy (R22, R26). */
export class CartService {
  constructor(
    private readonly reader: BasketReader,
    private readonly ids: IdCodec,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND; Refusal CART_FULL, TOO_MANY_LICENSES, LICENSE_NOT_FOUND, and why the line has no price. */
  add(call: Call, input: AddToCartInput): Promise<Outcome<AddToCartPayload>> {
    const use = input.use ?? usualUse(call.target.grants.OWNER);
    assertMayBuy(call.target.grants.OWNER, use);
    const given = wantedLine(this.ids, input, use);
    if (use === 'PERSONAL' && (input.licenseKey ?? null) !== null)
      throw new Refusal(NOT_FOR_PERSONAL_LINES);
    const accountId = call.target.pk;
    return call.commit(async (unit) => {
      const carts = new CartRepository(unit.tx);
      const cart = await carts.lock(call.scope, accountId, call.now);
      const line = await this.withLicense(call, unit, accountId, given, input.licenseKey ?? null);
      const facts = await factsOf(call, unit, accountId, line);
      const { buyer, priced } = await this.price(call, unit, accountId, cart, line, null);
      const key = await carts.add(call.scope, cart, line, priced.amount, call.now);
      const cartLine = new RowRef('CartLine', key);
      const after = this.recorded(line, facts, priced.amount, buyer);
      unit.audit({ subject: cartLine, accountId, before: null, after });
      return { cartLine, cart: new RowRef('Cart', cart) };
    });
  }

  /** Another edition, level, number or choice of add-ons, or the price as it is. @throws as `add` does. */
  update(
    call: Call<CartLineRow>,
    input: UpdateCartLineInput,
  ): Promise<Outcome<UpdateCartLinePayload>> {
    return call.commit(async (unit) => {
      const { line, carts } = await this.lock(call, unit);
      const { accountId, cartId } = line;
      const changed = wantedLine(
        this.ids,
        { ...asGiven(this.ids, line), ...changesOf(input) },
        line.use,
      );
      const facts = await factsOf(call, unit, accountId, changed, line);
      const { buyer, priced } = await this.price(call, unit, accountId, cartId, changed, line.pk);
      await carts.change(call.scope, line.pk, changed, priced.amount);
      const cartLine = new RowRef('CartLine', line.pk);
      const before = this.recorded(line, facts, line.shownAmount, buyer);
      const after = this.recorded(changed, facts, priced.amount, buyer);
      unit.audit({ subject: cartLine, accountId, before, after });
      return { cartLine, cart: new RowRef('Cart', cartId) };
    });
  }

  /** @throws Refusal GONE, CHECKOUT_IN_PROGRESS. */
  remove(call: Call<CartLineRow>): Promise<Outcome<RemoveCartLinePayload>> {
    return call.commit(async (unit) => {
      const { line, carts } = await this.lock(call, unit);
      const { pk, accountId, cartId } = line;
      const facts = await new BasketRepository(unit.tx).facts(call.scope, [line]);
      const buyer = await this.reader.buyerOf(unit.tx, call.scope, accountId);
      const before = this.recorded(line, facts, line.shownAmount, buyer);
      await carts.remove(call.scope, [pk]);
      unit.audit({ subject: new RowRef('CartLine', pk), accountId, before, after: null });
      return { removedCartLineId: new DeletedId('CartLine', pk), cart: new RowRef('Cart', cartId) };
    });
  }

  /** A line as the history tells it. */
  private recorded(
    { kind, use, product, support, addOns, license, quantity }: WantedLine,
    facts: BasketFacts,
    amount: StoredMinor | null,
    { currency }: Buyer,
  ): Fields {
    const nameIn = (rows: ReadonlyMap<number, { readonly name: string }>, key: number | null) =>
      key === null ? null : (rows.get(key)?.name ?? null);
    return {
      kind,
      use,
      product: nameIn(facts.products, product) ?? nameIn(facts.support, support),
      addOns: addOns.map((key) => nameIn(facts.addOns, key)),
      license: license === null ? null : this.ids.encode('License', license),
      quantity,
      amount: amount === null ? null : formatMinor(BigInt(amount), currency),
    };
  }

  /** The line under a lock on its cart, as it is now. @throws Refusal GONE, CHECKOUT_IN_PROGRESS. */
  private async lock(
    call: Call<CartLineRow>,
    unit: Unit,
  ): Promise<{ line: CartLineRow; carts: CartRepository }> {
    const carts = new CartRepository(unit.tx);
    const { accountId, pk } = call.target;
    await carts.lock(call.scope, accountId, call.now);
    const [line] = await carts.linesByKeys(call.scope, [pk]);
    if (line !== undefined) {
      const pending = await new PendingOrderRepository(unit.tx).ordered(call.scope, [pk]);
      const reason = decideLineChange({ ordered: pending.length > 0 });
      if (reason !== null) throw new Refusal(reason);
      return { line, carts };
    }
    throw new Refusal({
      code: 'GONE',
      message: 'Somebody else has just removed or ordered this line.',
      field: ['cartLineId'],
    });
  }

  /** A resold license is looked up by its key (R26). @throws Refusal LICENSE_NOT_FOUND. */
  private async withLicense(
    call: Call,
    unit: Unit,
    accountId: number,
    line: WantedLine,
    key: string | null,
  ): Promise<WantedLine> {
    if (key === null) return line;
    const baskets = new BasketRepository(unit.tx);
    const found = await baskets.resoldByKeys(call.scope, accountId, [key], call.now);
    const license = found.get(key);
    if (license === undefined) throw new Refusal(LICENSE_NOT_FOUND);
    return { ...line, license };
  }

  /**
   * What a line costs in its cart, in its place or, when it is new, behind all others.
   * @throws Refusal CART_FULL, TOO_MANY_LICENSES, AMOUNT_TOO_LARGE, and why it has no price.
   */
  private async price(
    call: Call,
    unit: Unit,
    account: number,
    cart: number,
    line: WantedLine,
    inPlaceOf: number | null,
  ): Promise<{ buyer: Buyer; priced: PricedLine }> {
    const { scope, now } = call;
    const others = await new CartRepository(unit.tx).linesOf(scope, [cart]);
    const buyer = await this.reader.buyerOf(unit.tx, scope, account);
    const place = others.findIndex(({ pk }) => pk === inPlaceOf);
    const lines = place < 0 ? [...others, line] : others.with(place, line as CartLineRow);
    const tooLarge = decideSize(lines);
    if (tooLarge !== null) throw new Refusal(tooLarge);
    const [basket] = await this.reader.price(
      unit.tx,
      scope,
      [{ buyer, lines }],
      this.reader.today(now),
    );
    const offer = basket?.offers.at(place);
    if (offer === undefined) throw new Error('A line was lost');
    if (offer.priced === null) throw new Refusal(offer.problem);
    const tooMuch = decideTotal(basket?.totals.total ?? 0n, buyer.currency);
    if (tooMuch !== null) throw new Refusal(tooMuch);
    return { buyer, priced: offer.priced };
  }
}

/** A stored line as it would have come from outside. */
const asGiven = (
  ids: IdCodec,
  { product, support, license, addOns, kind, quantity }: CartLineRow,
): GivenLine => ({
  kind,
  productId: product === null ? null : ids.encode('Product', product),
  supportProductId: support === null ? null : ids.encode('SupportProduct', support),
  licenseId: license === null ? null : ids.encode('License', license),
  addOnIds: addOns.length === 0 ? null : addOns.map((key) => ids.encode('AddOn', key)),
  quantity: kind === 'NEW' || kind === 'SUPPORT_INCIDENT' ? quantity : null,
});

/** What of a line the input changes. */
const changesOf = ({ productId, quantity, addOnIds }: UpdateCartLineInput): Partial<GivenLine> => ({
  ...(productId === undefined ? {} : { productId }),
  ...(quantity === undefined ? {} : { quantity }),
  ...(addOnIds === undefined ? {} : { addOnIds }),
});

/** That everything that a line names is there, and the buyer's to buy for; of `former` too. @throws NOT_FOUND, Refusal. */
async function factsOf(
  call: Call,
  unit: Unit,
  accountId: number,
  line: WantedLine,
  ...former: readonly WantedLine[]
): Promise<BasketFacts> {
  const facts = await new BasketRepository(unit.tx).facts(call.scope, [line, ...former]);
  assertThere(facts, line);
  assertOwnLicense(facts, accountId, line);
  return facts;
}
