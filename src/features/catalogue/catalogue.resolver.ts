import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../domain/billing/day-of';
import { Currency } from '../../domain/billing/money';
import { Edition, ProductFamily, type PriceKind } from '../../domain/licensing/catalogue';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Money, money } from '../../graphql/money';
import type { Context } from '../context';
import { addOnsOfFamilyLoader, priceLoader } from './catalogue.loaders';
import type { CatalogueRepository, ProductFilter } from './catalogue.repository';
import {
  AddOn,
  Product,
  ProductConnection,
  type AddOnRow,
  type ProductRow,
} from './catalogue.types';

const CURRENCY = { description: 'Currency to price in.', defaultValue: Currency.EUR };

/** What a thing of the catalogue costs today; null when it is not sold that way in that currency. */
async function priceOf(
  context: Context,
  catalogue: CatalogueRepository,
  item: 'product_id' | 'add_on_id',
  key: number,
  timeZone: string,
  kind: PriceKind,
  currency: Currency,
): Promise<Money | null> {
  const today = dayOf(context.now, timeZone);
  const prices = await priceLoader(context, catalogue, item, today).load(key);
  const price = prices.find((one) => one.kind === kind && one.currency === currency);
  return price === undefined ? null : money(price.amount, currency);
}

@Resolver(() => Product)
export class ProductResolver {
  private readonly list: ListDeclaration<ProductRow, ProductFilter, 'CATALOGUE'>;

  constructor(
    private readonly catalogue: CatalogueRepository,
    private readonly lists: Lists,
    private readonly timeZone: string,
  ) {
    this.list = {
      name: 'products',
      type: 'Product',
      connection: ProductConnection,
      orders: {
        CATALOGUE: [
          { column: 'p.family', property: 'family', descending: false },
          { column: 'p.edition', property: 'edition', descending: false },
          { column: 'p.level', property: 'level', descending: false },
          { column: 'p.id', property: 'pk', descending: false },
        ],
      },
      parentOf: () => 0,
      reader: catalogue,
    };
  }

  @Query(() => ProductConnection, {
    description: 'The catalogue: by family, edition and level.',
  })
  products(
    @Arg('family', () => ProductFamily, { nullable: true, description: 'Only this family.' })
    family: ProductFamily | null | undefined,
    @Arg('edition', () => Edition, { nullable: true, description: 'Only this edition.' })
    edition: Edition | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const filter = { family: family ?? null, edition: edition ?? null };
    return this.lists.connection(context, this.list, 0, page, 'CATALOGUE', filter);
  }

  @FieldResolver(() => [AddOn], { description: 'Add-ons that go with the product.' })
  async addOns(@Root() product: ProductRow, @Ctx() context: Context): Promise<AddOnRow[]> {
    const addOns = await addOnsOfFamilyLoader(context, this.catalogue).load(product.family);
    return addOns.filter((one) => one.requiresEnterprise === 0 || product.edition === 'ENTERPRISE');
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'List price of a purchase today, before tax and discount; null when it is not sold.',
  })
  price(
    @Root() { pk }: ProductRow,
    @Arg('currency', () => Currency, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return priceOf(context, this.catalogue, 'product_id', pk, this.timeZone, 'PURCHASE', currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Price of a lease for one month today, before tax; null when it is not leased.',
  })
  leasePrice(
    @Root() { pk }: ProductRow,
    @Arg('currency', () => Currency, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return priceOf(context, this.catalogue, 'product_id', pk, this.timeZone, 'LEASE', currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Price of twelve months of Maintenance and Support today, before tax.',
  })
  maintenancePrice(
    @Root() { pk }: ProductRow,
    @Arg('currency', () => Currency, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return priceOf(
      context,
      this.catalogue,
      'product_id',
      pk,
      this.timeZone,
      'MAINTENANCE',
      currency,
    );
  }
}

@Resolver(() => AddOn)
export class AddOnResolver {
  constructor(
    private readonly catalogue: CatalogueRepository,
    private readonly timeZone: string,
  ) {}

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'List price of a purchase today, before tax and discount; null when it is not sold.',
  })
  price(
    @Root() { pk }: AddOnRow,
    @Arg('currency', () => Currency, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return priceOf(context, this.catalogue, 'add_on_id', pk, this.timeZone, 'PURCHASE', currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Price on a lease for one month today, before tax; null when it is not leased.',
  })
  leasePrice(
    @Root() { pk }: AddOnRow,
    @Arg('currency', () => Currency, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return priceOf(context, this.catalogue, 'add_on_id', pk, this.timeZone, 'LEASE', currency);
  }
}
