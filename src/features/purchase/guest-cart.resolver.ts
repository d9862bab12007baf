import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Refusal } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { perAddress } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import {
  SetGuestCartInput,
  SetGuestCartPayload,
  TakeGuestCartInput,
  TakeGuestCartPayload,
} from './guest-cart.mutation-types';
import { guestCartIn, type GuestCartReader } from './guest-cart.reader';
import { scopeOfCart, type GuestCartService } from './guest-cart.service';
import { GuestCart } from './guest-cart.types';

const HOUR = 3_600;

export const SetGuestCartCart = guestCartIn(() => SetGuestCartPayload);

/** What somebody wants to buy who has no account yet (R1). */
@Resolver()
export class GuestCartResolver {
  constructor(
    private readonly service: GuestCartService,
    private readonly carts: GuestCartReader,
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
      return await this.carts.byToken(scopeOfCart(token), context);
    } catch (error) {
      // Text that cannot be a token opens nothing, like one that no cart has.
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  @Write(() => SetGuestCartInput, () => SetGuestCartPayload, {
    description:
      "Creates or replaces a guest's cart. Only the holder of its token can see it. It is deleted 30 days after its last change. Another country than before forgets who buys (`setGuestBuyer`). Errors: `CART_NOT_FOUND` when no cart has the token, `CART_ORDERED`, `CHECKOUT_IN_PROGRESS` while payment of it is pending, `ACCOUNT_NEEDED` when a line needs a license, `MISSING` when the kind needs a field that is not given, `NOT_FOR_THIS_KIND` when a field does not apply to the kind.",
    on: null,
    dryRun: false,
    limits: [perAddress(120, HOUR)],
  })
  setGuestCart(input: SetGuestCartInput, call: Call): Promise<Outcome<SetGuestCartPayload>> {
    return this.service.set(call, input);
  }

  @Write(() => TakeGuestCartInput, () => TakeGuestCartPayload, {
    description:
      "Adds the lines of a guest's cart to the account's cart, after those that are there, and deletes the guest's cart. Errors: `CART_NOT_FOUND` when no cart has the token, `CART_ORDERED`, `CHECKOUT_IN_PROGRESS` while payment of it is pending, `CART_FULL`, `TOO_MANY_LICENSES`.",
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  takeGuestCart(input: TakeGuestCartInput, call: Call): Promise<Outcome<TakeGuestCartPayload>> {
    return this.service.take(call, input);
  }
}
