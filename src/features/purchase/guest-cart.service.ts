import { hashOfToken, newToken } from '../../auth/token';
import { CredentialScope, PublicScope } from '../../database/scope';
import { decideSize } from '../../domain/purchasing/decisions';
import { decideGuestChange } from '../../domain/purchasing/guest-order';
import { Refusal, refuse } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import type { Call } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { OneTimeSecret, RowRef, type Outcome } from '../../graphql/outcome';
import { notFound } from '../../permissions/access-denied';
import { CurrencyRepository } from '../currency/currency.repository';
import type { BasketReader } from './basket.reader';
import { BasketRepository } from './basket.repository';
import type { Basket, Buyer, WantedLine } from './basket.types';
import { CartRepository } from './cart.repository';
import type {
  SetGuestCartInput,
  SetGuestCartPayload,
  TakeGuestCartInput,
  TakeGuestCartPayload,
} from './guest-cart.mutation-types';
import { GuestCartRepository, type GuestLine } from './guest-cart.repository';
import { wantedLine } from './wanted';

/** A guest's cart is forgotten so long after its last change, in milliseconds. */
const LIFE = 30 * 24 * 3_600_000;
/** What can be bought without an account's licenses. */
const FOR_GUESTS: readonly string[] = ['NEW', 'SUPPORT_INCIDENT'];

/** Until when a cart that is changed now is kept. */
export const keptUntil = (now: Date): Date => new Date(now.getTime() + LIFE);

/** Where a guest buys from; without a VAT number before they say one. */
interface GuestFrom {
  readonly country: string;
  readonly vatNumber?: string | null;
}

export const notOpened = (): Refusal =>
  new Refusal({
    code: 'CART_NOT_FOUND',
    message: 'No cart with this token exists, or no longer; create a new one.',
    field: ['cartToken'],
  });

/** The scope that a token opens. @throws Refusal CART_NOT_FOUND. */
export function scopeOfCart(token: string): CredentialScope {
  const hash = hashOfToken(token);
  if (hash === null) throw notOpened();
  return new CredentialScope(hash);
}

/** What somebody wants to buy who has no account yet (R1). */
export class GuestCartService {
  constructor(
    private readonly reader: BasketReader,
    private readonly ids: IdCodec,
  ) {}

  /** Buys as an account from there would, without a discount. @throws Refusal NO_CURRENCY. */
  async buyerFrom(queries: Queries, { country, vatNumber = null }: GuestFrom): Promise<Buyer> {
    return {
      currency: await new CurrencyRepository(queries).ofCountry(new PublicScope(), country),
      discountBasisPoints: 0,
      taxed: { country, vatNumber },
    };
  }

  async price(
    queries: Queries,
    from: GuestFrom,
    lines: readonly WantedLine[],
    now: Date,
  ): Promise<Basket> {
    const asked = [{ buyer: await this.buyerFrom(queries, from), lines }];
    const [basket] = await this.reader.price(
      queries,
      new PublicScope(),
      asked,
      this.reader.today(now),
    );
    return basket as Basket;
  }

  /** @throws NOT_FOUND; Refusal CART_NOT_FOUND, ACCOUNT_NEEDED, MISSING, NOT_FOR_THIS_KIND. */
  set(call: Call, input: SetGuestCartInput): Promise<Outcome<SetGuestCartPayload>> {
    const { country } = input;
    const wanted = input.lines.map((line, at) => {
      const path = ['lines', String(at)];
      if (!FOR_GUESTS.includes(line.kind))
        throw new Refusal({
          code: 'ACCOUNT_NEEDED',
          message: 'Sign in to buy something for an existing license.',
          field: [...path, 'kind'],
        });
      return wantedLine(this.ids, line, 'PERSONAL', path);
    });
    const given = input.cartToken ?? null;
    const token = given ?? newToken();
    const scope = scopeOfCart(token);
    const expiresAt = keptUntil(call.now);
    return call.commit(async (unit) => {
      await this.assertThere(unit.tx, wanted);
      const { offers } = await this.price(unit.tx, { country }, wanted, call.now);
      const lines = wanted.map((line, at): GuestLine => ({
        ...line,
        shown: offers[at]?.priced?.amount.toString() ?? null,
      }));
      const carts = new GuestCartRepository(unit.tx);
      const known = given === null ? null : await carts.lock(scope, call.now);
      if (given !== null && known === null) throw notOpened();
      if (known !== null) refuse(decideGuestChange(known));
      if (known === null) await carts.add(scope, country, lines, call.now, expiresAt);
      else await carts.change(scope, country, lines, expiresAt);
      const key = known?.pk ?? (await carts.byToken(scope, call.now))?.pk ?? 0;
      unit.audit({
        subject: new RowRef('GuestCart', key),
        accountId: null,
        before: known && { country: known.country, lines: known.lines.length },
        after: { country, lines: lines.length, expiresAt: expiresAt.toISOString() },
      });
      return { guestCart: key, ...(given === null ? { token: new OneTimeSecret(token) } : {}) };
    });
  }

  /** What the guest wanted becomes what the account is about to buy. @throws Refusal CART_NOT_FOUND, CART_FULL, TOO_MANY_LICENSES. */
  take(call: Call, { cartToken }: TakeGuestCartInput): Promise<Outcome<TakeGuestCartPayload>> {
    const opened = scopeOfCart(cartToken);
    const accountId = call.target.pk;
    return call.commit(async (unit) => {
      const carts = new CartRepository(unit.tx);
      const cart = await carts.lock(call.scope, accountId, call.now);
      const guests = new GuestCartRepository(unit.tx);
      const guest = await guests.lock(opened, call.now);
      if (guest === null) throw notOpened();
      refuse(decideGuestChange(guest));
      const there = await carts.linesOf(call.scope, [cart]);
      const tooLarge = decideSize([...there, ...guest.lines]);
      if (tooLarge !== null) throw new Refusal(tooLarge);
      const buyer = await this.reader.buyerOf(unit.tx, call.scope, accountId);
      // A price in another currency was never shown.
      const shownTo = await this.buyerFrom(unit.tx, guest);
      const same = buyer.currency === shownTo.currency;
      for (const { shown, ...line } of guest.lines) {
        const amount = same && shown !== null ? BigInt(shown) : null;
        await carts.add(call.scope, cart, line, amount, call.now);
      }
      await guests.remove(opened);
      const subject = new RowRef('Cart', cart);
      const before = { guestCarts: null };
      const after = { guestCarts: `${guest.lines.length} lines from ${guest.country}` };
      unit.audit({ subject, accountId, before, after });
      return { cart: subject };
    });
  }

  /** That everything is in the catalog. @throws NOT_FOUND. */
  private async assertThere(queries: Queries, lines: readonly WantedLine[]): Promise<void> {
    const facts = await new BasketRepository(queries).facts(new PublicScope(), lines);
    const missing = lines.findIndex(
      ({ product, support, addOns }) =>
        (product !== null && !facts.products.has(product)) ||
        (support !== null && !facts.support.has(support)) ||
        addOns.some((key) => !facts.addOns.has(key)),
    );
    if (missing >= 0) throw notFound(['input', 'lines', String(missing)]);
  }
}
