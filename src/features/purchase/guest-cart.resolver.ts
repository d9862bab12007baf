import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { CredentialScope, type Scope } from '../../database/scope';
import type { Queries } from '../../database/database';
import { Refusal } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { perAddress } from '../../graphql/limits';
import { money } from '../../graphql/money';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { CatalogRepository } from '../catalog/catalog.repository';
import type { Context } from '../context';
import type { WantedLine } from './basket.types';
import {
  SetGuestCartInput,
  SetGuestCartPayload,
  TakeGuestCartInput,
  TakeGuestCartPayload,
} from './guest-cart.mutation-types';
import { GuestCartRepository, type GuestCartRow } from './guest-cart.repository';
import { scopeOfCart, type GuestCartService } from './guest-cart.service';
import { GuestCart } from './guest-cart.types';
import { shownPrice } from './line.types';

const HOUR = 3_600;
const named = (keys: readonly (number | null)[]): number[] => keys.filter((key) => key !== null);

/** What somebody wants to buy who has no account yet (R1). */
@Resolver(() => SetGuestCartPayload)
export class GuestCartResolver {
  constructor(
    private readonly queries: Queries,
    private readonly service: GuestCartService,
    private readonly catalog: CatalogRepository,
  ) {}

  @Query(() => GuestCart, {
    nullable: true,
    description: "A guest's cart by its token; null when it does not exist, or no longer.",
  })
  async guestCart(
    @Arg('cartToken', () => String, { description: 'Token from `setGuestCart`.' }) token: string,
    @Ctx() context: Context,
  ): Promise<GuestCart | null> {
    try {
      const carts = new GuestCartRepository(this.queries);
      const cart = await carts.byToken(scopeOfCart(token), context.now);
      return cart && (await this.shown(cart, context));
    } catch (error) {
      // Text that cannot be a token opens nothing, like one that no cart has.
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  @Write(() => SetGuestCartInput, () => SetGuestCartPayload, {
    description:
      "Creates or replaces a guest's cart. Only the holder of its token can see it. It is deleted 30 days after its last change. Errors: `CART_NOT_FOUND` when no cart has the token, `ACCOUNT_NEEDED` when a line needs a license, `MISSING` when the kind needs a field that is not given, `NOT_FOR_THIS_KIND` when a field does not apply to the kind.",
    on: null,
    dryRun: false,
    limits: [perAddress(120, HOUR)],
  })
  setGuestCart(input: SetGuestCartInput, call: Call): Promise<Outcome<SetGuestCartPayload>> {
    return this.service.set(call, input);
  }

  @Write(() => TakeGuestCartInput, () => TakeGuestCartPayload, {
    description:
      "Adds the lines of a guest's cart to the account's cart, after those that are there, and deletes the guest's cart. Errors: `CART_NOT_FOUND` when no cart has the token, `CART_FULL`, `TOO_MANY_LICENSES`.",
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  takeGuestCart(input: TakeGuestCartInput, call: Call): Promise<Outcome<TakeGuestCartPayload>> {
    return this.service.take(call, input);
  }

  @FieldResolver(() => GuestCart, { nullable: true, description: 'The cart as it is now.' })
  async cart(
    @Root() { guestCart }: SetGuestCartPayload,
    @Ctx() context: Context,
  ): Promise<GuestCart | null> {
    if (guestCart === undefined) return null;
    const cart = await new GuestCartRepository(this.queries).byKey(new CredentialScope(guestCart));
    return cart && this.shown(cart, context);
  }

  private async shown(cart: GuestCartRow, { scope, now }: Context): Promise<GuestCart> {
    const { country, lines, expiresAt } = cart;
    const { buyer, offers, taxes, totals } = await this.service.price(
      this.queries,
      country,
      lines,
      now,
    );
    const { currency } = buyer;
    const rows = await this.rows(scope, lines);
    return {
      country,
      currency,
      expiresAt,
      subtotal: money(totals.subtotal, currency),
      tax: money(totals.tax, currency),
      total: money(totals.total, currency),
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
