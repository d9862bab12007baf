import DataLoader from 'dataloader';
import type { TaxedParty } from '../../domain/billing/tax';
import type { Queries } from '../../database/database';
import { childLoader, rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import { BasketRepository } from './basket.repository';
import type { BasketReader } from './basket.reader';
import type { Basket } from './basket.types';
import { CartRepository } from './cart.repository';
import type { CartLineRow, CartRow } from './cart.types';
import { linesFor } from './wanted';

/** A cart's lines with what they cost, line by line in the same order. */
export interface PricedCart {
  readonly lines: readonly CartLineRow[];
  readonly basket: Basket;
}

export const cartOfAccountLoader = (
  context: Context,
  carts: CartRepository,
): DataLoader<number, CartRow | null> =>
  rowLoader(
    context,
    'Account.cart',
    (scope, accounts) => carts.ofAccounts(scope, accounts),
    (row) => row.accountId,
  );

export const linesOfCartLoader = (
  context: Context,
  carts: CartRepository,
): DataLoader<number, readonly CartLineRow[]> =>
  childLoader(
    context,
    'Cart.lines',
    (scope, keys) => carts.linesOf(scope, keys),
    (row) => row.cartId,
  );

/** Carts by their accounts, priced all at once. */
export const pricedCartLoader = (
  context: Context,
  queries: Queries,
  reader: BasketReader,
): DataLoader<CartRow, PricedCart, number> =>
  loaderOf('Cart priced', context, queries, reader, { choose: ({ lines }) => lines });

/** Carts with the lines alone that the viewer may buy, priced as `checkout` would price them (R26). */
export const orderableCartLoader = (
  context: Context,
  queries: Queries,
  reader: BasketReader,
): DataLoader<CartRow, PricedCart, number> =>
  loaderOf('Cart orderable', context, queries, reader, { choose: orderable });

/** The same, priced for another buyer than the account. */
export const quotedCartLoader = (
  context: Context,
  queries: Queries,
  reader: BasketReader,
  billTo: TaxedParty,
): DataLoader<CartRow, PricedCart, number> =>
  loaderOf(
    `Cart quoted for ${billTo.country} ${billTo.vatNumber ?? ''}`,
    context,
    queries,
    reader,
    { choose: orderable, billTo },
  );

interface LinesOfCart {
  readonly cart: CartRow;
  readonly lines: readonly CartLineRow[];
}

const orderable = ({ cart, lines }: LinesOfCart): readonly CartLineRow[] =>
  linesFor(cart.grants.OWNER, lines);

const loaderOf = (
  name: string,
  context: Context,
  queries: Queries,
  reader: BasketReader,
  {
    choose,
    billTo = null,
  }: {
    readonly choose: (of: LinesOfCart) => readonly CartLineRow[];
    readonly billTo?: TaxedParty | null;
  },
): DataLoader<CartRow, PricedCart, number> => {
  const { loaders, scope, now } = context;
  const carts = new CartRepository(queries);
  return loaders.get(
    name,
    () =>
      new DataLoader<CartRow, PricedCart, number>(
        async (rows) => {
          const accounts = [...new Set(rows.map(({ accountId }) => accountId))];
          const buyers = new Map(
            (await new BasketRepository(queries).buyers(scope, accounts)).map((row) => [
              row.pk,
              reader.buyer(row, billTo),
            ]),
          );
          const ofCart = linesOfCartLoader(context, carts);
          const lines = await Promise.all(rows.map(({ pk }) => ofCart.load(pk)));
          const asked = rows.map((cart, at) => {
            const buyer = buyers.get(cart.accountId);
            const own = lines[at];
            if (buyer === undefined || own === undefined)
              throw new Error('The account of a cart is out of reach');
            return { buyer, lines: choose({ cart, lines: own }) };
          });
          const baskets = await reader.price(queries, scope, asked, reader.today(now));
          return asked.map(({ lines: own }, at) => ({
            lines: own,
            basket: baskets[at] as Basket,
          }));
        },
        { cacheKeyFn: ({ pk }) => pk },
      ),
  );
};
