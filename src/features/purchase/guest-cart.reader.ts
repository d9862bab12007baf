import { Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import type { Queries } from '../../database/database';
import { CredentialScope, type Scope } from '../../database/scope';
import { money } from '../../graphql/money';
import type { CatalogRepository } from '../catalog/catalog.repository';
import type { Context } from '../context';
import type { WantedLine } from './basket.types';
import {
  GuestCartRepository,
  type GuestCartRow,
  type GuestOrderRow,
} from './guest-cart.repository';
import type { GuestCartService } from './guest-cart.service';
import { GuestCart, type GuestOrder } from './guest-cart.types';
import type { OfGuestCart } from './guest-checkout.mutation-types';
import { shownPrice } from './line.types';

const named = (keys: readonly (number | null)[]): number[] => keys.filter((key) => key !== null);

/** What whoever has the token may know of the order: how it stands, and nothing of the account. */
const shownOrder = ({
  status,
  number,
  total,
  currency,
  placedAt,
  confirmBy,
}: GuestOrderRow): GuestOrder => ({
  ...{ status, number, placedAt },
  confirmBy: status === 'PENDING' ? confirmBy : null,
  total: money(total, currency),
});

/** Shows carts of guests. */
export class GuestCartReader {
  constructor(
    private readonly queries: Queries,
    private readonly service: GuestCartService,
    private readonly catalog: CatalogRepository,
  ) {}

  /** The cart that a token opens; null when there is none. */
  async byToken(token: CredentialScope, context: Context): Promise<GuestCart | null> {
    const cart = await new GuestCartRepository(this.queries).byToken(token, context.now);
    return cart && this.shown(cart, context);
  }

  async byKey(key: number, context: Context): Promise<GuestCart | null> {
    const cart = await new GuestCartRepository(this.queries).byKey(new CredentialScope(key));
    return cart && this.shown(cart, context);
  }

  private async shown(cart: GuestCartRow, { scope, now }: Context): Promise<GuestCart> {
    const { country, lines, expiresAt, accountId, order } = cart;
    const basket = await this.service.price(this.queries, cart, lines, now);
    const { buyer, offers, taxes, totals } = basket;
    const { currency } = buyer;
    const rows = await this.rows(scope, lines);
    return {
      ...{ country, currency, expiresAt },
      subtotal: money(totals.subtotal, currency),
      tax: money(totals.tax, currency),
      total: money(totals.total, currency),
      taxNote: buyer.tax.note,
      hasBuyer: accountId !== null,
      order: order && shownOrder(order),
      lines: lines.map(({ kind, product, support, addOns, quantity }, at) => {
        const offer = offers[at];
        return {
          kind,
          quantity,
          product: rows.products.find(({ pk }) => pk === product) ?? null,
          supportProduct: rows.support.find(({ pk }) => pk === support) ?? null,
          addOns: rows.addOns.filter(({ pk }) => addOns.includes(pk)),
          price: offer === undefined ? null : shownPrice(offer, taxes[at] ?? null, currency),
          problem: offer?.problem ?? null,
        };
      }),
    };
  }

  private async rows(scope: Scope, lines: readonly WantedLine[]) {
    const [products, support, addOns] = await Promise.all([
      this.catalog.productsByKeys(scope, named(lines.map(({ product }) => product))),
      this.catalog.supportByKeys(scope, named(lines.map(({ support: key }) => key))),
      this.catalog.addOnsByKeys(scope, named(lines.flatMap(({ addOns: keys }) => keys))),
    ]);
    return { products, support, addOns };
  }
}

/** The cart in the payload of a mutation: a resolver of the field `cart`. */
export function guestCartIn(payload: () => ClassType<OfGuestCart>) {
  @Resolver(payload)
  class GuestCartInPayload {
    constructor(private readonly carts: GuestCartReader) {}

    @FieldResolver(() => GuestCart, { nullable: true, description: 'The cart as it is now.' })
    cart(
      @Root() { guestCart }: OfGuestCart,
      @Ctx() context: Context,
    ): Promise<GuestCart | null> | null {
      return guestCart === undefined ? null : this.carts.byKey(guestCart, context);
    }
  }
  return GuestCartInPayload;
}
