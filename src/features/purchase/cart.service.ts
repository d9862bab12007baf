import { Refusal, type Reason } from '../../domain/refusal';
import type { PricedLine } from '../../domain/purchasing/order-line';
import { formatMinor } from '../../domain/billing/money';
import type { Call, Fields, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { FormerId, Ref, type Outcome } from '../../graphql/outcome';
import { notFound } from '../../permissions/access-denied';
import { BasketRepository } from './basket.repository';
import type { BasketReader } from './basket.reader';
import type { Buyer, WantedLine } from './basket.types';
import type {
  AddToCartInput,
  AddToCartPayload,
  RemoveCartLinePayload,
  UpdateCartLineInput,
  UpdateCartLinePayload,
} from './cart.inputs';
import { CartRepository } from './cart.repository';
import type { CartLineRow } from './cart.types';
import { assertMayBuy, wantedLine } from './wanted';

/** Most lines of a cart: all of them are priced whenever one is looked at. */
export const MOST_LINES = 100;

const LICENSE_NOT_FOUND: Reason = {
  code: 'LICENSE_NOT_FOUND',
  message: 'The account has resold no license with this key.',
  field: ['licenseKey'],
};

/** A line as the history tells it. */
const recorded = (
  { kind, use }: WantedLine,
  { description, quantity, amount }: Pick<PricedLine, 'description' | 'quantity' | 'amount'>,
  { currency }: Buyer,
): Fields => ({ kind, use, description, quantity, amount: formatMinor(amount, currency) });

/** What an account is about to buy (R22, R26). */
export class CartService {
  constructor(
    private readonly reader: BasketReader,
    private readonly ids: IdCodec,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND; Refusal CART_FULL, LICENSE_NOT_FOUND, and why the line has no price. */
  add(call: Call, input: AddToCartInput): Promise<Outcome<AddToCartPayload>> {
    const use = input.use ?? 'PERSONAL';
    assertMayBuy(call.target.grants.OWNER, use);
    const given = wantedLine(this.ids, input, use);
    if (use === 'PERSONAL' && (input.licenseKey ?? null) !== null)
      throw new Refusal({
        code: 'NOT_FOR_PERSONAL_LINES',
        message: 'A license of your own is named by its id.',
        field: ['licenseKey'],
      });
    const accountId = call.target.pk;
    return call.commit(async (unit) => {
      const carts = new CartRepository(unit.tx);
      const cart = await carts.lock(call.scope, accountId, call.now);
      const line = await this.withLicense(call, unit, accountId, given, input.licenseKey ?? null);
      await assertThere(call, unit, accountId, line);
      const { buyer, priced } = await this.price(call, unit, accountId, cart, line, null);
      const key = await carts.add(call.scope, cart, line, priced.amount, call.now);
      const cartLine = new Ref('CartLine', key);
      const after = recorded(line, priced, buyer);
      unit.audit({ subject: cartLine, accountId, before: null, after });
      return { cartLine, cart: new Ref('Cart', cart) };
    });
  }

  /** Another edition, level, number or choice of add-ons, or the price as it is. @throws as `add` does. */
  update(call: Call, input: UpdateCartLineInput): Promise<Outcome<UpdateCartLinePayload>> {
    return call.commit(async (unit) => {
      const { line, carts } = await this.lock(call, unit);
      const { accountId, cartId } = line;
      const changed: WantedLine = {
        ...wantedLine(
          this.ids,
          {
            kind: line.kind,
            ...given(this.ids, line),
            ...(input.productId === undefined ? {} : { productId: input.productId }),
            ...(input.quantity === undefined ? {} : { quantity: input.quantity }),
            ...(input.addOnIds === undefined || input.addOnIds === null
              ? {}
              : { addOnIds: input.addOnIds }),
          },
          line.use,
        ),
      };
      await assertThere(call, unit, accountId, changed);
      const { buyer, priced } = await this.price(call, unit, accountId, cartId, changed, line.pk);
      await carts.change(call.scope, line.pk, changed, priced.amount);
      const cartLine = new Ref('CartLine', line.pk);
      const before = {
        quantity: line.quantity,
        amount:
          line.shownAmount === null ? null : formatMinor(BigInt(line.shownAmount), buyer.currency),
      };
      const { description, quantity, amount } = recorded(changed, priced, buyer);
      const after = {
        description: description ?? null,
        quantity: quantity ?? null,
        amount: amount ?? null,
      };
      unit.audit({ subject: cartLine, accountId, before, after });
      return { cartLine, cart: new Ref('Cart', cartId) };
    });
  }

  /** @throws Refusal GONE. */
  remove(call: Call): Promise<Outcome<RemoveCartLinePayload>> {
    return call.commit(async (unit) => {
      const { line, carts } = await this.lock(call, unit);
      const { pk, accountId, cartId, kind, use, quantity } = line;
      await carts.remove(call.scope, [pk]);
      const before = { kind, use, quantity };
      unit.audit({ subject: new Ref('CartLine', pk), accountId, before, after: null });
      return { removedCartLineId: new FormerId('CartLine', pk), cart: new Ref('Cart', cartId) };
    });
  }

  /** The line under a lock on its cart, as it is now. @throws Refusal GONE. */
  private async lock(
    call: Call,
    unit: Unit,
  ): Promise<{ line: CartLineRow; carts: CartRepository }> {
    const carts = new CartRepository(unit.tx);
    const { accountId, pk } = call.target as CartLineRow;
    await carts.lock(call.scope, accountId, call.now);
    const [line] = await carts.linesByKeys(call.scope, [pk]);
    if (line !== undefined) return { line, carts };
    throw new Refusal({
      code: 'GONE',
      message: 'Somebody else took this line out, or ordered it, a moment ago.',
      field: ['cartLineId'],
    });
  }

  /** A resold licence is looked up by its key (R26). @throws Refusal LICENSE_NOT_FOUND. */
  private async withLicense(
    call: Call,
    unit: Unit,
    accountId: number,
    line: WantedLine,
    key: string | null,
  ): Promise<WantedLine> {
    if (key === null) return line;
    const license = await new BasketRepository(unit.tx).resoldByKey(call.scope, accountId, key);
    if (license === null) throw new Refusal(LICENSE_NOT_FOUND);
    return { ...line, license };
  }

  /**
   * What a line costs in its cart, in its place or, when it is new, behind all others.
   * @throws Refusal CART_FULL, and why it has no price.
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
    if (inPlaceOf === null && others.length >= MOST_LINES)
      throw new Refusal({
        code: 'CART_FULL',
        message: `A cart takes ${MOST_LINES} lines; order these first.`,
      });
    const buyer = await this.reader.buyerOf(unit.tx, scope, account);
    const place = others.findIndex(({ pk }) => pk === inPlaceOf);
    const lines = place < 0 ? [...others, line] : others.with(place, line as CartLineRow);
    const [basket] = await this.reader.price(unit.tx, scope, [{ buyer, lines }], now);
    const offer = basket?.offers.at(place);
    if (offer === undefined) throw new Error('A line was lost');
    if (offer.priced === null) throw new Refusal(offer.problem);
    return { buyer, priced: offer.priced };
  }
}

/** A stored line as it would have come from outside. */
const given = (
  ids: IdCodec,
  { product, support, license, addOns, kind, quantity }: CartLineRow,
) => ({
  productId: product === null ? null : ids.encode('Product', product),
  supportProductId: support === null ? null : ids.encode('SupportProduct', support),
  licenseId: license === null ? null : ids.encode('License', license),
  addOnIds: addOns.length === 0 ? null : addOns.map((key) => ids.encode('AddOn', key)),
  quantity: kind === 'NEW' || kind === 'SUPPORT_INCIDENT' ? quantity : null,
});

/** That everything that a line names is there, and the buyer's to buy for. @throws NOT_FOUND, Refusal. */
async function assertThere(
  call: Call,
  unit: Unit,
  accountId: number,
  line: WantedLine,
): Promise<void> {
  const facts = await new BasketRepository(unit.tx).facts(call.scope, [line]);
  const missing = (field: string) => notFound(['input', field]);
  if (line.product !== null && !facts.products.has(line.product)) throw missing('productId');
  if (line.support !== null && !facts.support.has(line.support)) throw missing('supportProductId');
  if (line.addOns.some((key) => !facts.addOns.has(key))) throw missing('addOnIds');
  if (line.license === null) return;
  const license = facts.licenses.get(line.license);
  if (license?.accountId !== accountId) throw missing('licenseId');
  const resold = license.origin === 'RESOLD';
  if (resold !== (line.use === 'RESOLD') && license.origin !== 'LEASED')
    throw new Refusal({
      code: resold ? 'LICENSE_RESOLD' : 'LICENSE_PERSONAL',
      message: resold
        ? 'The license was bought to be resold: say that the line is RESOLD.'
        : 'The license was bought for the account itself: say that the line is PERSONAL.',
      field: ['use'],
    });
}
