import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Queries } from '../../database/database';
import { badInput } from '../../graphql/errors';
import { inputProblems } from '../../graphql/input-values';
import { Money, money } from '../../graphql/money';
import { Account, type AccountRow } from '../account/account.types';
import { addOnLoader, productLoader, supportProductLoader } from '../catalog/catalog.loaders';
import type { CatalogRepository } from '../catalog/catalog.repository';
import {
  AddOn,
  Product,
  SupportProduct,
  type AddOnRow,
  type ProductRow,
  type SupportProductRow,
} from '../catalog/catalog.types';
import type { Context } from '../context';
import { licenseLoader } from '../license/license.loaders';
import type { LicenseRepository } from '../license/license.repository';
import { License, type LicenseRow } from '../license/license.types';
import type { BasketReader } from './basket.reader';
import { decideVatNumber } from '../account/vat-number';
import { vatNumberFrom } from './bill-to';
import {
  cartOfAccountLoader,
  orderableCartLoader,
  pricedCartLoader,
  quotedCartLoader,
  type PricedCart,
} from './cart.loaders';
import type { CartRepository } from './cart.repository';
import {
  Cart,
  CartLine,
  CartQuote,
  PriceChanged,
  QuoteArgs,
  type CartLineRow,
  type CartRow,
} from './cart.types';
import { LinePrice, LineProblem, shownPrice } from './line.types';
import { missingFor } from './wanted';

@Resolver(() => Account)
export class AccountCartResolver {
  constructor(private readonly carts: CartRepository) {}

  @FieldResolver(() => Cart, {
    nullable: true,
    description: 'Shopping cart of the account; null before the first line was added.',
  })
  cart(@Root() { pk }: AccountRow, @Ctx() context: Context): Promise<CartRow | null> {
    return cartOfAccountLoader(context, this.carts).load(pk);
  }
}

@Resolver(() => Cart)
export class CartResolver {
  constructor(
    private readonly queries: Queries,
    private readonly reader: BasketReader,
  ) {}

  @FieldResolver(() => [CartLine], {
    nullable: true,
    description: 'Lines, in the order in which they were added and take effect.',
  })
  async lines(@Root() cart: CartRow, @Ctx() context: Context): Promise<readonly CartLineRow[]> {
    return (await this.priced(cart, context)).lines;
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Sum of all discounts on list prices.',
  })
  async discount(@Root() cart: CartRow, @Ctx() context: Context): Promise<Money> {
    const { basket } = await this.priced(cart, context);
    return money(basket.totals.discount, basket.buyer.currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Sum of the lines that have a price, after discounts, before tax.',
  })
  async subtotal(@Root() cart: CartRow, @Ctx() context: Context): Promise<Money> {
    const { basket } = await this.priced(cart, context);
    return money(basket.totals.subtotal, basket.buyer.currency);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Tax on the subtotal.' })
  async tax(@Root() cart: CartRow, @Ctx() context: Context): Promise<Money> {
    const { basket } = await this.priced(cart, context);
    return money(basket.totals.tax, basket.buyer.currency);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Amount to be paid.' })
  async total(@Root() cart: CartRow, @Ctx() context: Context): Promise<Money> {
    const { basket } = await this.priced(cart, context);
    return money(basket.totals.total, basket.buyer.currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Total of a `checkout` by the viewer; pass it as `acceptTotal`. It is `total` without the lines of `linesLeft`.',
  })
  async totalToOrder(@Root() cart: CartRow, @Ctx() context: Context): Promise<Money> {
    const { basket } = await orderableCartLoader(context, this.queries, this.reader).load(cart);
    return money(basket.totals.total, basket.buyer.currency);
  }

  @FieldResolver(() => CartQuote, {
    nullable: true,
    description:
      'Total of a `checkout` by the viewer with a `billTo` of this country and VAT number, which decide the tax.',
  })
  async quote(
    @Root() cart: CartRow,
    @Args(() => QuoteArgs) args: QuoteArgs,
    @Ctx() context: Context,
  ): Promise<CartQuote & { grants: CartRow['grants'] }> {
    const [wrong] = inputProblems(args);
    if (wrong !== undefined)
      throw badInput(`\`${wrong.field?.join('.') ?? 'quote'}\`: ${wrong.message}`);
    const vatNumber = vatNumberFrom(args.vatNumber);
    const another = decideVatNumber(args.country, vatNumber);
    if (another !== null) throw badInput(`\`vatNumber\`: ${another.message}`);
    const billTo = { country: args.country, vatNumber };
    const quoted = quotedCartLoader(context, this.queries, this.reader, billTo);
    const { buyer, totals } = (await quoted.load(cart)).basket;
    return {
      subtotal: money(totals.subtotal, buyer.currency),
      tax: money(totals.tax, buyer.currency),
      total: money(totals.total, buyer.currency),
      taxNote: buyer.tax.note,
      grants: cart.grants,
    };
  }

  @FieldResolver(() => [CartLine], {
    nullable: true,
    description:
      'Lines that stay in the cart after a `checkout` by the viewer, because the permission for them is missing: `RESELLER` for resold lines, `MAKE_PURCHASES` for personal ones.',
  })
  async linesLeft(@Root() cart: CartRow, @Ctx() context: Context): Promise<CartLineRow[]> {
    const { lines } = await this.priced(cart, context);
    return lines.filter(({ use }) => missingFor(cart.grants.OWNER, use) !== null);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Tax note of the invoice; null when there is none.',
  })
  async taxNote(@Root() cart: CartRow, @Ctx() context: Context): Promise<string | null> {
    return (await this.priced(cart, context)).basket.buyer.tax.note;
  }

  private priced(cart: CartRow, context: Context): Promise<PricedCart> {
    return pricedCartLoader(context, this.queries, this.reader).load(cart);
  }
}

@Resolver(() => CartLine)
export class CartLineResolver {
  constructor(
    private readonly queries: Queries,
    private readonly reader: BasketReader,
    private readonly catalog: CatalogRepository,
    private readonly licenses: LicenseRepository,
  ) {}

  @FieldResolver(() => Product, {
    nullable: true,
    description:
      'Product of a new license, or new product of a modified one; null for other kinds.',
  })
  async product(
    @Root() { product }: CartLineRow,
    @Ctx() context: Context,
  ): Promise<ProductRow | null> {
    return product === null ? null : productLoader(context, this.catalog).load(product);
  }

  @FieldResolver(() => [AddOn], { description: 'Add-ons to buy.' })
  async addOns(@Root() { addOns }: CartLineRow, @Ctx() context: Context): Promise<AddOnRow[]> {
    const rows = await Promise.all(
      addOns.map((key) => addOnLoader(context, this.catalog).load(key)),
    );
    return rows.filter((row) => row !== null);
  }

  @FieldResolver(() => SupportProduct, {
    nullable: true,
    description: 'Support product to buy; null for other kinds.',
  })
  async supportProduct(
    @Root() { support }: CartLineRow,
    @Ctx() context: Context,
  ): Promise<SupportProductRow | null> {
    return support === null ? null : supportProductLoader(context, this.catalog).load(support);
  }

  @FieldResolver(() => License, {
    nullable: true,
    description: 'License that the line is for; null for new licenses and support.',
  })
  async license(
    @Root() { license }: CartLineRow,
    @Ctx() context: Context,
  ): Promise<LicenseRow | null> {
    return license === null ? null : licenseLoader(context, this.licenses).load(license);
  }

  @FieldResolver(() => LinePrice, {
    nullable: true,
    description: 'Price of today; null while the line has a problem.',
  })
  async price(@Root() line: CartLineRow, @Ctx() context: Context): Promise<LinePrice | null> {
    const { basket, at } = await this.find(line, context);
    const offer = basket.offers[at];
    return offer === undefined
      ? null
      : shownPrice(offer, basket.taxes[at] ?? null, basket.buyer.currency);
  }

  @FieldResolver(() => LineProblem, {
    nullable: true,
    description: 'Why the line cannot be ordered; null when it can.',
  })
  async problem(@Root() line: CartLineRow, @Ctx() context: Context): Promise<LineProblem | null> {
    const { basket, at } = await this.find(line, context);
    return basket.offers[at]?.problem ?? null;
  }

  @FieldResolver(() => PriceChanged, {
    nullable: true,
    description:
      'Set when the price differs from the one when the line was added or last changed; null otherwise. It has to be accepted by `updateCartLine` or at checkout.',
  })
  async priceChanged(
    @Root() line: CartLineRow,
    @Ctx() context: Context,
  ): Promise<PriceChanged | null> {
    const { basket, at } = await this.find(line, context);
    const now = basket.offers[at]?.priced?.amount ?? null;
    const before = line.shownAmount === null ? null : BigInt(line.shownAmount);
    if (now === before) return null;
    const shown = (amount: bigint | null): Money | null =>
      amount === null ? null : money(amount, basket.buyer.currency);
    return { before: shown(before), now: shown(now) };
  }

  /** The line among those of its cart: what comes before it counts for its price. */
  private async find(
    { cartId, accountId, pk, grants }: CartLineRow,
    context: Context,
  ): Promise<PricedCart & { at: number }> {
    const cart: CartRow = { __typename: 'Cart', pk: cartId, accountId, grants };
    const priced = await pricedCartLoader(context, this.queries, this.reader).load(cart);
    return { ...priced, at: priced.lines.findIndex((one) => one.pk === pk) };
  }
}
