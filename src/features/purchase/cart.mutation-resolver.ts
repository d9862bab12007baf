import type { CartLineRow } from './cart.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { networkOf } from '../../network/address';
import {
  AddRenewalsToCartInput,
  AddRenewalsToCartPayload,
  AddToCartInput,
  AddToCartPayload,
  RemoveCartLineInput,
  RemoveCartLinePayload,
  UpdateCartLineInput,
  UpdateCartLinePayload,
} from './cart.mutation-types';
import type { CartRenewals } from './cart-renewals';
import type { CartService } from './cart.service';

const HOUR = 3_600;
const PRICING =
  '`NOT_SOLD`, `ANOTHER_FAMILY`, `ENTERPRISE_REQUIRED`, `ADD_ON_THERE`, `NO_ADD_ONS`, `DOWNGRADE_NOT_SOLD`, `NOTHING_CHANGES`, `MAINTENANCE_LAPSED`, `MAINTENANCE_CURRENT`, `NO_MAINTENANCE`, `LICENSE_LEASED`, `LICENSE_SUSPENDED`, `LICENSE_ENDED`';

/** Filling the cart (R22). */
@Resolver()
export class CartMutationResolver {
  constructor(
    private readonly carts: CartService,
    private readonly renewals: CartRenewals,
  ) {}

  @Write(() => AddToCartInput, () => AddToCartPayload, {
    description: `Adds a line to the account's cart. Personal lines need MAKE_PURCHASES, resold ones RESELLER. Errors: \`MISSING\` when the kind needs a field that is not given, \`NOT_FOR_THIS_KIND\` when a field does not apply to the kind, \`LICENSE_NOT_FOUND\` when the account has not resold a license with this key, \`LICENSE_RESOLD\` when a PERSONAL line is for a license bought for resale, \`LICENSE_PERSONAL\` when a RESOLD line is for one bought for the account itself, \`CART_FULL\`, \`TOO_MANY_LICENSES\`, and those of items that cannot be bought: ${PRICING}.`,
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    limits: [
      {
        by: 'key',
        of: ({ licenseKey }, { client }) =>
          (licenseKey ?? null) === null ? null : networkOf(client.address),
        most: 600,
        seconds: HOUR,
      },
    ],
  })
  addToCart(input: AddToCartInput, call: Call): Promise<Outcome<AddToCartPayload>> {
    return this.carts.add(call, input);
  }

  @Write(() => AddRenewalsToCartInput, () => AddRenewalsToCartPayload, {
    description:
      "Adds a RENEW line for each license of the account whose Maintenance and Support ends in the range of days, or a REINSTATE line if it has ended, the earliest end first. Licenses whose renewal is in the cart already are skipped, so that repeated calls add nothing. It buys nothing. Personal licenses need MAKE_PURCHASES, resold ones RESELLER. Errors: `NOTHING_TO_RENEW` when no license's Maintenance and Support ends on these days, for instance because it was renewed, `INVALID_RANGE` when the last day is before the first.",
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  addRenewalsToCart(
    input: AddRenewalsToCartInput,
    call: Call,
  ): Promise<Outcome<AddRenewalsToCartPayload>> {
    return this.renewals.add(call, input);
  }

  @Write(() => UpdateCartLineInput, () => UpdateCartLinePayload, {
    description: `Changes edition, level, add-ons or quantity of a line. It is priced again, and its price of today counts as accepted. Errors: \`CHECKOUT_IN_PROGRESS\` when payment of the line is pending, \`GONE\` when it was removed or ordered meanwhile, \`NOT_FOR_THIS_KIND\` when a field does not apply to the kind, \`TOO_MANY_LICENSES\`, and those of items that cannot be bought: ${PRICING}.`,
    on: { type: 'CartLine', id: 'cartLineId' },
    dryRun: true,
    decided: true,
  })
  updateCartLine(
    input: UpdateCartLineInput,
    call: Call<CartLineRow>,
  ): Promise<Outcome<UpdateCartLinePayload>> {
    return this.carts.update(call, input);
  }

  @Write(() => RemoveCartLineInput, () => RemoveCartLinePayload, {
    description:
      'Removes a line from the cart. Errors: `CHECKOUT_IN_PROGRESS` when payment of the line is pending, `GONE` when somebody else removed or ordered it meanwhile.',
    on: { type: 'CartLine', id: 'cartLineId' },
    dryRun: true,
    decided: true,
  })
  removeCartLine(
    _input: RemoveCartLineInput,
    call: Call<CartLineRow>,
  ): Promise<Outcome<RemoveCartLinePayload>> {
    return this.carts.remove(call);
  }
}
