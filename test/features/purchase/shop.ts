import type { Day } from '../../../src/domain/billing/calendar';
import { Fixtures } from '../../support/fixtures';
import type { TestApplication } from '../../support/test-application';
import type { NODE_PREFIXES } from '../../../src/features/node-prefixes';
import { write, type Written } from '../../support/write';

const MONEY = '{ amount currency }';
const PRICE = `{ description explanation listPrice ${MONEY} discount ${MONEY} discountReason amount ${MONEY} tax ${MONEY} }`;
export const CART = `lines { id kind use quantity product { name } addOns { name } supportProduct { name }
  price ${PRICE} problem { code } priceChanged { before ${MONEY} now ${MONEY} } }
  subtotal ${MONEY} discount ${MONEY} tax ${MONEY} total ${MONEY} taxNote`;

interface Shown {
  readonly amount: string;
  readonly currency: string;
}
export interface SeenLine {
  readonly id: string;
  readonly kind: string;
  readonly use: string;
  readonly quantity: number;
  readonly product: { readonly name: string } | null;
  readonly price: {
    readonly explanation: string;
    readonly listPrice: Shown;
    readonly discount: Shown;
    readonly discountReason: string | null;
    readonly amount: Shown;
    readonly tax: Shown;
  } | null;
  readonly problem: { readonly code: string } | null;
  readonly priceChanged: { readonly before: Shown | null; readonly now: Shown | null } | null;
}
export interface SeenCart {
  readonly lines: readonly SeenLine[];
  readonly subtotal: Shown;
  readonly discount: Shown;
  readonly tax: Shown;
  readonly total: Shown;
  readonly taxNote: string | null;
}
export interface AddedLine {
  readonly cartLine: { readonly id: string };
  readonly cart: SeenCart;
}

/** A small catalog, and accounts that buy from it. */
export class Shop {
  readonly make: Fixtures;
  products!: Readonly<Record<'pro' | 'proLarge' | 'ent', number>>;
  addOns!: Readonly<Record<'spam' | 'sync', number>>;
  support!: number;

  private constructor(readonly test: TestApplication) {
    this.make = new Fixtures(test);
  }

  static async over(test: TestApplication): Promise<Shop> {
    const shop = new Shop(test);
    const { make } = shop;
    shop.products = {
      pro: await make.product({ edition: 'PROFESSIONAL', level: 250, name: 'Pro 250' }),
      proLarge: await make.product({ edition: 'PROFESSIONAL', level: 500, name: 'Pro 500' }),
      ent: await make.product({ edition: 'ENTERPRISE', level: 250, name: 'Ent 250' }),
    };
    shop.addOns = {
      spam: await make.addOn({ name: 'Antispam' }),
      sync: await make.addOn({ name: 'ActiveSync', requiresEnterprise: true }),
    };
    shop.support = await make.supportProduct({ name: 'Incident' });
    const prices: readonly (readonly [number, bigint, bigint])[] = [
      [shop.products.pro, 10_001n, 2_000n],
      [shop.products.proLarge, 15_000n, 3_000n],
      [shop.products.ent, 20_000n, 4_000n],
    ];
    for (const [productId, amount, maintenance] of prices) {
      await make.price({ productId, amount });
      await make.price({ productId, kind: 'MAINTENANCE', amount: maintenance });
      await make.price({ productId, kind: 'REINSTATEMENT', amount: 500n });
    }
    for (const addOnId of Object.values(shop.addOns)) {
      await make.price({ addOnId, amount: 3_000n });
      await make.price({ addOnId, kind: 'MAINTENANCE', amount: 600n });
    }
    await make.price({ supportProductId: shop.support, amount: 14_900n });
    return shop;
  }

  id(type: keyof typeof NODE_PREFIXES, key: number): string {
    return this.test.app.ids.encode(type, key);
  }

  product(name: keyof Shop['products']): string {
    return this.id('Product', this.products[name]);
  }

  addOn(name: keyof Shop['addOns']): string {
    return this.id('AddOn', this.addOns[name]);
  }

  /** Another price of a product from a day on. */
  async reprice(product: number, amount: bigint, validFrom: Day): Promise<void> {
    await this.test.dataSource.query(
      "UPDATE prices SET valid_to = DATE_SUB(?, INTERVAL 1 DAY) WHERE product_id = ? AND kind = 'PURCHASE'",
      [validFrom, product],
    );
    await this.make.price({ productId: product, amount, validFrom });
  }

  add(token: string, input: object, selection = `cartLine { id } cart { ${CART} }`) {
    return write<AddedLine>(this.test, token, 'addToCart', input, selection);
  }

  async cart(token: string, account: string): Promise<SeenCart> {
    const { data, errors } = await this.test.graph(
      `query ($id: ID!) { account(id: $id) { cart { ${CART} } } }`,
      { id: account },
      token,
    );
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return (data as { account: { cart: SeenCart } }).account.cart;
  }
}

/** What was put into the cart. @throws when it was refused. */
export function added({ payload, errors }: Written<AddedLine>): AddedLine {
  if (payload === null || payload.userErrors.length > 0)
    throw new Error(JSON.stringify(payload?.userErrors ?? errors));
  return payload;
}
