import type { Day } from '../../domain/billing/calendar';
import type DataLoader from 'dataloader';
import type { PricedItem, ProductFamily } from '../../domain/catalog/catalog';
import { childLoader, rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { CatalogRepository } from './catalog.repository';
import type { AddOnRow, PriceRow, ProductRow, SupportProductRow } from './catalog.types';
import type { PriceRepository } from './price.repository';

/** Today's prices of a thing, all kinds and currencies, by its key. */
export const priceLoader = (
  context: Context,
  prices: PriceRepository,
  item: PricedItem,
  today: Day,
): DataLoader<number, readonly PriceRow[]> =>
  childLoader(
    context,
    `prices ${item}`,
    (scope, keys) => prices.on(scope, item, keys, today),
    (row) => row.itemKey,
  );

/** All prices of a thing, whenever they hold. */
export const priceHistoryLoader = (
  context: Context,
  prices: PriceRepository,
  item: PricedItem,
): DataLoader<number, readonly PriceRow[]> =>
  childLoader(
    context,
    `all prices ${item}`,
    (scope, keys) => prices.history(scope, item, keys),
    (row) => row.itemKey,
  );

/** Add-ons by family. */
export const addOnsOfFamilyLoader = (
  context: Context,
  catalog: CatalogRepository,
): DataLoader<ProductFamily, readonly AddOnRow[]> =>
  childLoader(
    context,
    'AddOn by family',
    (scope, families) => catalog.addOnsOfFamilies(scope, families),
    (row) => row.family,
  );

export const productLoader = (
  context: Context,
  catalog: CatalogRepository,
): DataLoader<number, ProductRow | null> =>
  rowLoader(
    context,
    'Product',
    (scope, keys) => catalog.productsByKeys(scope, keys),
    (row) => row.pk,
  );

export const addOnLoader = (
  context: Context,
  catalog: CatalogRepository,
): DataLoader<number, AddOnRow | null> =>
  rowLoader(
    context,
    'AddOn',
    (scope, keys) => catalog.addOnsByKeys(scope, keys),
    (row) => row.pk,
  );

export const supportProductLoader = (
  context: Context,
  catalog: CatalogRepository,
): DataLoader<number, SupportProductRow | null> =>
  rowLoader(
    context,
    'SupportProduct',
    (scope, keys) => catalog.supportByKeys(scope, keys),
    (row) => row.pk,
  );
