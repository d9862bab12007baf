import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import { Edition, ProductFamily } from '../../domain/catalog/catalog';
import { LooksAt } from '../../graphql/looks';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Money } from '../../graphql/money';
import { CurrencyScalar } from '../../graphql/scalars';
import type { Context } from '../context';
import { addOnsOfFamilyLoader } from './catalog.loaders';
import type { CatalogRepository, ProductFilter } from './catalog.repository';
import {
  AddOn,
  Price,
  Product,
  ProductConnection,
  type AddOnRow,
  type ProductRow,
  type ShownPrice,
} from './catalog.types';
import type { PriceReader } from './price-reader';

const CURRENCY = { description: 'Currency to price in.', defaultValue: 'EUR' };

const HISTORY = {
  nullable: true,
  description: 'Former, present and announced prices in all currencies, by kind.',
};
const SOLD = 'List price of a purchase today, before tax and discount; null when it is not sold.';
const MAINTAINED =
  'Price of 12 months of Maintenance and Support today, before tax and discount; null when there is none.';

@Resolver(() => Product)
export class ProductResolver {
  private readonly list: ListDeclaration<ProductRow, ProductFilter, 'CATALOG'>;

  constructor(
    private readonly catalog: CatalogRepository,
    private readonly prices: PriceReader,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'products',
      type: 'Product',
      connection: ProductConnection,
      orders: {
        CATALOG: [
          { column: 'p.family', property: 'family', descending: false },
          { column: 'p.edition', property: 'edition', descending: false },
          { column: 'p.level', property: 'level', descending: false },
          { column: 'p.id', property: 'pk', descending: false },
        ],
      },
      parentOf: () => 0,
      reader: catalog,
    };
  }

  @Query(() => ProductConnection, {
    description: 'The catalog: by family, edition and level.',
  })
  @LooksAt({ always: 1_000, searched: 1_000, counted: 1_000 })
  products(
    @Arg('family', () => ProductFamily, { nullable: true, description: 'Only this family.' })
    family: ProductFamily | null | undefined,
    @Arg('edition', () => Edition, { nullable: true, description: 'Only this edition.' })
    edition: Edition | null | undefined,
    @Arg('minimumLevel', () => Int, {
      nullable: true,
      description: 'Only products that cover at least this many units.',
    })
    minimumLevel: number | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const filter = {
      family: family ?? null,
      edition: edition ?? null,
      minimumLevel: minimumLevel ?? null,
    };
    return this.lists.connection(context, this.list, 0, page, 'CATALOG', filter);
  }

  @FieldResolver(() => [AddOn], { description: 'Add-ons available for the product.' })
  async addOns(@Root() product: ProductRow, @Ctx() context: Context): Promise<AddOnRow[]> {
    const addOns = await addOnsOfFamilyLoader(context, this.catalog).load(product.family);
    return addOns.filter((one) => one.requiresEnterprise === 0 || product.edition === 'ENTERPRISE');
  }

  @FieldResolver(() => Money, { nullable: true, description: SOLD })
  price(
    @Root() { pk }: ProductRow,
    @Arg('currency', () => CurrencyScalar, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return this.prices.today(context, 'PRODUCT', pk, 'PURCHASE', currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Price of a lease for one month today, before tax; null when it is not available for lease.',
  })
  leasePrice(
    @Root() { pk }: ProductRow,
    @Arg('currency', () => CurrencyScalar, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return this.prices.today(context, 'PRODUCT', pk, 'LEASE', currency);
  }

  @FieldResolver(() => Money, { nullable: true, description: MAINTAINED })
  maintenancePrice(
    @Root() { pk }: ProductRow,
    @Arg('currency', () => CurrencyScalar, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return this.prices.today(context, 'PRODUCT', pk, 'MAINTENANCE', currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Surcharge today on 12 months of Maintenance and Support after a lapse, before tax and discount; null when there is none.',
  })
  reinstatementPrice(
    @Root() { pk }: ProductRow,
    @Arg('currency', () => CurrencyScalar, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return this.prices.today(context, 'PRODUCT', pk, 'REINSTATEMENT', currency);
  }

  @FieldResolver(() => [Price], HISTORY)
  priceHistory(@Root() product: ProductRow, @Ctx() context: Context): Promise<ShownPrice[]> {
    return this.prices.history(context, 'PRODUCT', product);
  }
}
