import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import { ProductFamily } from '../../domain/catalog/catalog';
import { Money } from '../../graphql/money';
import { CurrencyScalar } from '../../graphql/scalars';
import type { Context } from '../context';
import type { CatalogRepository } from './catalog.repository';
import {
  AddOn,
  Price,
  SupportProduct,
  type AddOnRow,
  type ShownPrice,
  type SupportProductRow,
} from './catalog.types';
import type { PriceReader } from './price-reader';

const CURRENCY = { description: 'Currency to price in.', defaultValue: 'EUR' };
const HISTORY = {
  nullable: true,
  description: 'Former, present and announced prices in all currencies, by kind.',
};
const SOLD = 'List price of a purchase today, before tax and discount; null when it is not sold.';

@Resolver(() => AddOn)
export class AddOnResolver {
  constructor(
    private readonly catalog: CatalogRepository,
    private readonly prices: PriceReader,
  ) {}

  @Query(() => [AddOn], { description: 'Add-ons of a family, oldest first.' })
  addOns(
    @Arg('family', () => ProductFamily, { description: 'The family.' }) family: ProductFamily,
    @Ctx() { scope }: Context,
  ): Promise<AddOnRow[]> {
    return this.catalog.addOnsOfFamilies(scope, [family]);
  }

  @FieldResolver(() => Money, { nullable: true, description: SOLD })
  price(
    @Root() { pk }: AddOnRow,
    @Arg('currency', () => CurrencyScalar, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return this.prices.today(context, 'ADD_ON', pk, 'PURCHASE', currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Price on a lease for one month today, before tax; null when it is not available for lease.',
  })
  leasePrice(
    @Root() { pk }: AddOnRow,
    @Arg('currency', () => CurrencyScalar, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return this.prices.today(context, 'ADD_ON', pk, 'LEASE', currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Price added to 12 months of Maintenance and Support today, before tax and discount; null when there is none.',
  })
  maintenancePrice(
    @Root() { pk }: AddOnRow,
    @Arg('currency', () => CurrencyScalar, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return this.prices.today(context, 'ADD_ON', pk, 'MAINTENANCE', currency);
  }

  @FieldResolver(() => [Price], HISTORY)
  priceHistory(@Root() addOn: AddOnRow, @Ctx() context: Context): Promise<ShownPrice[]> {
    return this.prices.history(context, 'ADD_ON', addOn);
  }
}

@Resolver(() => SupportProduct)
export class SupportProductResolver {
  constructor(
    private readonly catalog: CatalogRepository,
    private readonly prices: PriceReader,
  ) {}

  @Query(() => [SupportProduct], { description: 'Support products, by name.' })
  supportProducts(@Ctx() { scope }: Context): Promise<SupportProductRow[]> {
    return this.catalog.support(scope);
  }

  @FieldResolver(() => Money, { nullable: true, description: SOLD })
  price(
    @Root() { pk }: SupportProductRow,
    @Arg('currency', () => CurrencyScalar, CURRENCY) currency: Currency,
    @Ctx() context: Context,
  ): Promise<Money | null> {
    return this.prices.today(context, 'SUPPORT_PRODUCT', pk, 'PURCHASE', currency);
  }

  @FieldResolver(() => [Price], HISTORY)
  priceHistory(@Root() support: SupportProductRow, @Ctx() context: Context): Promise<ShownPrice[]> {
    return this.prices.history(context, 'SUPPORT_PRODUCT', support);
  }
}
