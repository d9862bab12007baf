import type { CartLineRow } from './cart.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { networkOf } from '../../network/address';
import {
  AddToCartInput,
  AddToCartPayload,
  RemoveCartLineInput,
  RemoveCartLinePayload,
  UpdateCartLineInput,
  UpdateCartLinePayload,
} from './cart.inputs';
import type { CartService } from './cart.service';

const HOUR = 3_600;
const PRICING =
  '`NOT_SOLD`, `ANOTHER_FAMILY`, `ENTERPRISE_REQUIRED`, `ADD_ON_THERE`, `NO_ADD_ONS`, `DOWNGRADE_NOT_SOLD`, `NOTHING_CHANGES`, `MAINTENANCE_LAPSED`, `MAINTENANCE_CURRENT`, `NO_MAINTENANCE`, `LICENSE_LEASED`, `LICENSE_SUSPENDED`, `LICENSE_ENDED`';

/** Filling the cart (R22). */
@Resolver()
export class CartWritesResolver {
  constructor(private readonly carts: CartService) {}

  @Write(() => AddToCartInput, () => AddToCartPayload, {
    description: `Puts a line into the account's cart. Personal lines need MAKE_PURCHASES, resold ones RESELLER. \`MISSING\` and \`NOT_FOR_THIS_KIND\` for fields that do not fit the kind; \`LICENSE_NOT_FOUND\` for every key but those of what the account resold; \`LICENSE_RESOLD\`, \`LICENSE_PERSONAL\`, \`CART_FULL\`, \`TOO_MANY_LICENSES\`; and why it cannot be bought: ${PRICING}.`,
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
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

  @Write(() => UpdateCartLineInput, () => UpdateCartLinePayload, {
    description: `Changes edition, level, add-ons or number of a line, which is priced anew; its price of today counts as seen. \`CHECKOUT_IN_PROGRESS\` while the line is being paid for, \`GONE\`, \`NOT_FOR_THIS_KIND\`, \`TOO_MANY_LICENSES\`; and why it cannot be bought: ${PRICING}.`,
    on: { type: 'CartLine', id: 'cartLineId' },
    rehearsable: true,
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
      'Takes a line out of the cart. `CHECKOUT_IN_PROGRESS` while the line is being paid for; `GONE` when somebody else took it out, or ordered it, meanwhile.',
    on: { type: 'CartLine', id: 'cartLineId' },
    rehearsable: true,
    decided: true,
  })
  removeCartLine(
    _input: RemoveCartLineInput,
    call: Call<CartLineRow>,
  ): Promise<Outcome<RemoveCartLinePayload>> {
    return this.carts.remove(call);
  }
}
